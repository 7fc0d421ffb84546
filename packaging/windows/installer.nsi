; The installer of jwviewer for one user of Windows; make_installer.py compiles it here or on Linux.
; It needs no administrator, so everything goes below the user's own folder and HKEY_CURRENT_USER.
;
; Given with -D: VERSION, PUBLISHER, COPYRIGHT, MIME_TYPE, SIZE (of the bundle, in KiB), the folders
; BUNDLE and ICONS, OUTPUT, TARGET, and if it is to be signed SIGN (a command that takes a file).
; With /S the installer and the uninstaller ask nothing; they end with 3 while jwviewer is running.

Unicode true
Target "${TARGET}"
SetCompressor /SOLID lzma
SetDateSave off ; the same files make the same installer, whenever they were written
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS all
RequestExecutionLevel user

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "x64.nsh"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\jwviewer"
!define APP_PATH "Software\Microsoft\Windows\CurrentVersion\App Paths\jwviewer.exe"
!define TYPE "jwviewer.dossier"
!define OLDEST_BUILD 17763 ; Windows 10 1809: the oldest that Qt supports
!define RUNNING 3          ; exit code while the program is in use

; A folder that every Windows 10 and 11 has on the PATH and that belongs to the user. The PATH
; itself is better left alone: an installer that gets it wrong breaks other programs.
!define COMMAND "$LOCALAPPDATA\Microsoft\WindowsApps\jwviewer.cmd"

Name "jwviewer"
BrandingText "jwviewer ${VERSION}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\jwviewer"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "jwviewer"
VIAddVersionKey "FileDescription" "Installs jwviewer"
VIAddVersionKey "CompanyName" "${PUBLISHER}"
VIAddVersionKey "LegalCopyright" "${COPYRIGHT}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"

!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
  !finalize '${SIGN} "%1"' = 0
!endif

!define MUI_ICON "${ICONS}/jwviewer.ico"
!define MUI_UNICON "${ICONS}/jwviewer.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${ICONS}/wizard.bmp"
!define MUI_WELCOMEPAGE_TEXT "jwviewer ${VERSION} will be installed for you alone; no \
  administrator is needed.$\r$\n$\r$\nFiles that end in .dossier will open with it."
!define MUI_FINISHPAGE_RUN "$INSTDIR\program\jwviewer.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

!macro TellExplorer ; that associations have changed
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)"
!macroend

; Wait until a program has ended: Windows refuses to open for writing what is being run.
!macro WaitForEnd PROGRAM
  ${DoWhile} ${FileExists} "$INSTDIR\program\${PROGRAM}"
    ClearErrors
    FileOpen $0 "$INSTDIR\program\${PROGRAM}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${ExitDo}
    ${EndIf}
    ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION \
        "jwviewer is running. Close it, then choose Retry." /SD IDCANCEL IDCANCEL`
      SetErrorLevel ${RUNNING}
      Quit
    ${EndIf}
  ${Loop}
!macroend

; Rename a folder; $0 is empty if it could not be done in ten seconds, in which a virus scanner
; should have let go of new files.
!macro Move FROM TO
  ${For} $0 1 20
    ClearErrors
    Rename "${FROM}" "${TO}"
    ${IfNot} ${Errors}
      ${ExitFor}
    ${EndIf}
    Sleep 500
  ${Next}
  ${If} $0 > 20
    StrCpy $0 ""
  ${EndIf}
!macroend

Function .onInit
  StrCpy $INSTDIR "$LOCALAPPDATA\Programs\jwviewer" ; whatever /D says: one place, safe to empty
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    MessageBox MB_OK|MB_ICONSTOP "jwviewer needs Windows 10 (1809) or newer, 64 bits." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

Section "jwviewer"
  !insertmacro WaitForEnd "jwviewer.exe"
  !insertmacro WaitForEnd "jwviewer-console.exe"

  ; Unpacked beside the old version, which is replaced only by what is complete.
  RMDir /r "$INSTDIR\program.new"
  RMDir /r "$INSTDIR\program.old"
  SetOutPath "$INSTDIR\program.new"
  File /r "${BUNDLE}/*"
  File "${ICONS}/dossier.ico"
  SetOutPath "$INSTDIR" ; a folder that is the current one cannot be renamed
  StrCpy $0 "first"
  ${If} ${FileExists} "$INSTDIR\program\*"
    !insertmacro Move "$INSTDIR\program" "$INSTDIR\program.old"
  ${EndIf}
  ${If} $0 != ""
    !insertmacro Move "$INSTDIR\program.new" "$INSTDIR\program"
    ${If} $0 == ""
      Rename "$INSTDIR\program.old" "$INSTDIR\program"
    ${EndIf}
  ${EndIf}
  ${If} $0 == ""
    RMDir /r "$INSTDIR\program.new"
    MessageBox MB_OK|MB_ICONSTOP "A file of jwviewer is in use, so what was installed before has \
      been left as it was. Close what uses it, then install again." /SD IDOK
    SetErrorLevel ${RUNNING}
    Quit
  ${EndIf}
  RMDir /r "$INSTDIR\program.old"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\jwviewer.lnk" "$INSTDIR\program\jwviewer.exe"
  WriteRegStr HKCU "${APP_PATH}" "" "$INSTDIR\program\jwviewer.exe"
  ClearErrors
  FileOpen $0 "${COMMAND}" w
  ${IfNot} ${Errors}
    FileWrite $0 '@"%LOCALAPPDATA%\Programs\jwviewer\program\jwviewer-console.exe" %*$\r$\n'
    FileClose $0
  ${EndIf}

  WriteRegStr HKCU "Software\Classes\${TYPE}" "" "jwviewer dossier"
  WriteRegStr HKCU "Software\Classes\${TYPE}\DefaultIcon" "" "$INSTDIR\program\dossier.ico"
  WriteRegStr HKCU "Software\Classes\${TYPE}\shell\open\command" "" \
    '"$INSTDIR\program\jwviewer.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\.dossier\OpenWithProgids" "${TYPE}" ""
  ReadRegStr $0 HKCU "Software\Classes\.dossier" ""
  ${If} $0 == "" ; another program's choice is left as it is; "Open with" offers both
    WriteRegStr HKCU "Software\Classes\.dossier" "" "${TYPE}"
    WriteRegStr HKCU "Software\Classes\.dossier" "Content Type" "${MIME_TYPE}"
  ${EndIf}
  !insertmacro TellExplorer

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "jwviewer"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\program\jwviewer.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  !insertmacro WaitForEnd "jwviewer.exe"
  !insertmacro WaitForEnd "jwviewer-console.exe"

  Delete "$SMPROGRAMS\jwviewer.lnk"
  Delete "${COMMAND}"
  DeleteRegKey HKCU "${APP_PATH}"
  DeleteRegKey HKCU "Software\Classes\${TYPE}"
  DeleteRegValue HKCU "Software\Classes\.dossier\OpenWithProgids" "${TYPE}"
  DeleteRegKey /ifempty HKCU "Software\Classes\.dossier\OpenWithProgids"
  ReadRegStr $0 HKCU "Software\Classes\.dossier" ""
  ${If} $0 == "${TYPE}"
    DeleteRegValue HKCU "Software\Classes\.dossier" ""
    DeleteRegValue HKCU "Software\Classes\.dossier" "Content Type"
  ${EndIf}
  DeleteRegKey /ifempty HKCU "Software\Classes\.dossier"
  !insertmacro TellExplorer

  SetOutPath "$LOCALAPPDATA" ; away from what is removed
  RMDir /r "$INSTDIR\program"
  RMDir /r "$INSTDIR\program.old"
  RMDir /r "$INSTDIR\program.new"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only if nothing else was put there
  DeleteRegKey HKCU "${UNINSTALL}"

  ${If} ${FileExists} "$LOCALAPPDATA\jwviewer\*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Remove your settings, drafts and logs of \
      jwviewer as well? Dossiers that you saved elsewhere stay in any case." /SD IDNO IDNO keep
    RMDir /r "$LOCALAPPDATA\jwviewer"
    keep:
  ${EndIf}
SectionEnd
