# Installs jwviewer on this Windows, uses it as a person would, and uninstalls it again. Only for
# machines that are thrown away: it asks nothing and removes the settings of jwviewer.
$ErrorActionPreference = "Stop"

function Assert($what, $holds) {
    if (-not $holds) { throw "Failed: $what" }
    Write-Output "ok: $what"
}

$setup = @(Get-ChildItem dist/*-setup.exe)[0].FullName
$program = "$env:LOCALAPPDATA\Programs\jwviewer\program"
$settings = "$env:LOCALAPPDATA\jwviewer\settings.json"
$listed = "HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\jwviewer"
$folder = New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) "dossiers 企业 ü")

$done = Start-Process $setup /S -Wait -PassThru
Assert "it installs silently" ($done.ExitCode -eq 0)
Assert "Windows lists it" ((Get-ItemProperty $listed).DisplayName -eq "jwviewer")
Assert "it describes itself" ((Get-Item "$program\jwviewer.exe").VersionInfo.ProductName -eq "jwviewer")

Set-Location $folder
# Found by its name, as at any prompt.
jwviewer --version
Assert "the command is found and hands on its exit code" ($LASTEXITCODE -eq 0)
jwviewer facts nowhere
Assert "a refusal has its exit code" ($LASTEXITCODE -ne 0)
jwviewer pack "$program\_internal\jwviewer\seeds\tutorial" "mes données 企业.dossier"
Assert "it packs a dossier" ($LASTEXITCODE -eq 0)
jwviewer export "mes données 企业.dossier" --pane dashboard --output dashboard.png
Assert "it draws" ($LASTEXITCODE -eq 0 -and (Get-Item dashboard.png).Length -gt 10000)

# As by a double click: Windows looks up what opens the file.
$env:QT_QPA_PLATFORM = $null
Invoke-Item "mes données 企业.dossier"
$opened = $false
foreach ($second in 1..60) {
    Start-Sleep 1
    if (Test-Path $settings) {
        $opened = (Get-Content $settings -Raw -Encoding utf8) -match "mes données 企业\.dossier"
        if ($opened) { break }
    }
}
Assert "a double click opens the dossier" $opened
$running = Get-Process jwviewer
$refused = Start-Process $setup /S -Wait -PassThru
Assert "an installation waits for it to end" ($refused.ExitCode -eq 3)
$running | ForEach-Object { [void]$_.CloseMainWindow() }
$running | Wait-Process -Timeout 60

$again = Start-Process $setup /S -Wait -PassThru
Assert "it installs over itself" ($again.ExitCode -eq 0)
Set-Location $env:USERPROFILE
Start-Process "$program\..\uninstall.exe" /S -Wait
foreach ($second in 1..60) { if (Test-Path $program) { Start-Sleep 1 } } # it works in a copy
Assert "its files are gone" (-not (Test-Path $program))
Assert "its entry is gone" (-not (Test-Path $listed))
Assert "its type is gone" (-not (Test-Path "HKCU:\Software\Classes\jwviewer.dossier"))
Assert "its command is gone" (-not (Test-Path "$env:LOCALAPPDATA\Microsoft\WindowsApps\jwviewer.cmd"))
Assert "settings stay" (Test-Path $settings)
Remove-Item -Recurse "$env:LOCALAPPDATA\jwviewer", $folder
