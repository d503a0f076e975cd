@echo off
rem Starts Twinport from the folder this script lies in. Needs a Java runtime 25 or newer in TWINPORT_JAVA_HOME,
rem JAVA_HOME or on PATH.
setlocal
set "HERE=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if defined TWINPORT_JAVA_HOME set "JAVA=%TWINPORT_JAVA_HOME%\bin\java"
set "FIRST=%~1"
if "%FIRST%"=="" goto window
if "%FIRST:~0,1%"=="-" goto window
rem A command lives for a second or two: it wants a quick start, and no JavaFX.
set "CACHE=commands"
for %%f in ("%HERE%\lib\twinport-app-*.jar") do set "OWN=%%f"
if "%FIRST%"=="practice" set "CACHE=practice"
"%JAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:AOTCache="%HERE%\%CACHE%.aot" -Xlog:disable -Xlog:all=error:stderr -Xlog:aot*=off:stderr -Xlog:cds*=off:stderr %TWINPORT_JAVA_OPTIONS% -classpath "%OWN%;%HERE%\lib\*" dev.twinport.Main %*
exit /b %ERRORLEVEL%
:window
"%JAVA%" %TWINPORT_JAVA_OPTIONS% --enable-native-access=javafx.graphics,ALL-UNNAMED --module-path "%HERE%\lib\javafx" --add-modules javafx.controls,javafx.fxml -classpath "%HERE%\lib\*" dev.twinport.Main %*
exit /b %ERRORLEVEL%
