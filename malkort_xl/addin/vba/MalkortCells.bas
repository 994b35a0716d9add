Option Explicit

' =STRATEGIMAL("12") and =STRATEGIMAL("12"; "indikator"). The list is read here and
' handed over as plain values, so that Python never calls back into a busy Excel.
Public Function STRATEGIMAL(ByVal Nummer As Variant, Optional ByVal Falt As Variant) As Variant
    On Error GoTo failed
    #If Mac Then
        STRATEGIMAL = <<not_here>>
    #Else
        STRATEGIMAL = XLPy.Str(XLPy.Call(XLPy.Module(<<shell>>), "strategimal", _
            XLPy.Tuple(GoalRows(), CellValue(Nummer), FieldName(Falt), _
            TableRows(<<areas>>))))
    #End If
    Exit Function
failed:
    STRATEGIMAL = Err.Description
End Function

Private Function FieldName(Optional ByVal Falt As Variant) As Variant
    If IsMissing(Falt) Then
        FieldName = "titel"
    Else
        FieldName = CellValue(Falt)
    End If
End Function

Private Function CellValue(ByVal Given As Variant) As Variant
    If TypeName(Given) = "Range" Then
        CellValue = Given.Cells(1, 1).Value
    Else
        CellValue = Given
    End If
End Function

Private Function GoalRows() As Variant
    GoalRows = TableRows(<<goals>>)
    If IsEmpty(GoalRows) Then Err.Raise 1001, Description:=<<no_list>>
End Function

' A table of the workbook that asks, its headings first; Empty if there is none.
Private Function TableRows(ByVal TableName As String) As Variant
    Dim Book As Workbook
    Dim Sheet As Worksheet
    Dim Table As ListObject
    If TypeName(Application.Caller) = "Range" Then
        Set Book = Application.Caller.Worksheet.Parent
    Else
        Set Book = ActiveWorkbook
    End If
    For Each Sheet In Book.Worksheets
        For Each Table In Sheet.ListObjects
            If Table.Name = TableName Then
                TableRows = Table.Range.Value
                Exit Function
            End If
        Next
    Next
End Function
