Option Explicit

' Called from Python. The user's words come back as a value and never become part
' of a command line. An empty text means that the user left it.
Public Function MalkortAsk(ByVal Prompt As String, ByVal Title As String) As String
    MalkortAsk = InputBox(Prompt, Title)
End Function
