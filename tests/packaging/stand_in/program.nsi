; A program that takes jwviewer's place in the installer's test: it writes its arguments down,
; and while a file "hold" lies in the user's folder, it keeps running.
Unicode true
Target "${TARGET}"
SilentInstall silent
RequestExecutionLevel user
OutFile "${OUTPUT}"
!include "FileFunc.nsh"
!include "LogicLib.nsh"

Section
  ${GetParameters} $0
  FileOpen $1 "$PROFILE\arguments.txt" w
  FileWriteUTF16LE /BOM $1 $0
  FileClose $1
  ${DoWhile} ${FileExists} "$PROFILE\hold"
    Sleep 50
  ${Loop}
SectionEnd
