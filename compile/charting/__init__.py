"""Charts as pictures: laid out in millimetres, drawn by a process beside ours."""
