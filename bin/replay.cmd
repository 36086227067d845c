@echo off
rem Reads and proves the journal on Windows: bin\replay --help. Works from any folder.
setlocal
set "NEXUS_NAME=replay"
set "NEXUS_JAR=replay-tool\target\replay-tool-0.1.0.jar"
call "%~dp0launch.cmd"
if errorlevel 1 exit /b 2
set "NEXUS_FLAGS=-XX:+UseSerialGC -Xms32m -Xmx512m"
"%NEXUS_JAVA%" %NEXUS_COMMON% "-Dnexus.home=%NEXUS_HOME%" %NEXUS_FLAGS% %GATEWAY_OPTS% -jar "%NEXUS_HOME%\%NEXUS_JAR%" %*
exit /b %ERRORLEVEL%
