@echo off
rem The gateway's command line on Windows: bin\gateway --help. Works from any folder.
setlocal
set "NEXUS_NAME=gateway"
set "NEXUS_JAR=gateway-server\target\gateway-server-0.1.0.jar"
call "%~dp0launch.cmd"
if errorlevel 1 exit /b 2
set "NEXUS_FLAGS=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m"
if /i "%~1"=="run" set "NEXUS_FLAGS=-Xms64m -Xmx512m"
if /i "%~1"=="bench" set "NEXUS_FLAGS=-Xms64m -Xmx512m"
"%NEXUS_JAVA%" %NEXUS_COMMON% "-Dnexus.home=%NEXUS_HOME%" %NEXUS_FLAGS% %GATEWAY_OPTS% -jar "%NEXUS_HOME%\%NEXUS_JAR%" %*
exit /b %ERRORLEVEL%
