rem What gateway.cmd and replay.cmd have in common; they call it. Finds Java, and builds when the jar is missing.
rem In: NEXUS_NAME, NEXUS_JAR (below the installation). Out: NEXUS_HOME, NEXUS_JAVA, NEXUS_COMMON (JVM flags).
rem No blocks in parentheses: a folder such as "Program Files (x86)" would end them.
rem Unlike the launchers for other systems, this one does not look whether a source is newer than the jar,
rem and it makes no class-data archive: a start takes about twice as long without.

for %%I in ("%~dp0..") do set "NEXUS_HOME=%%~fI"

if not defined JAVA_HOME goto java_of_path
set "NEXUS_JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%NEXUS_JAVA%" goto java_version
echo %NEXUS_NAME%: JAVA_HOME is "%JAVA_HOME%", where there is no bin\java.exe: point it at a JDK 17 or newer, or unset it>&2
exit /b 2

:java_of_path
set "NEXUS_JAVA="
for %%I in (java.exe) do set "NEXUS_JAVA=%%~$PATH:I"
if defined NEXUS_JAVA goto java_version
echo %NEXUS_NAME%: Java not found: install a JDK 17 or newer, or point JAVA_HOME at one>&2
exit /b 2

:java_version
rem java -version writes: openjdk version "17.0.15" ...; an old one: java version "1.8.0_292"
set "NEXUS_VERSION_FILE=%TEMP%\nexus-java-version-%RANDOM%%RANDOM%.txt"
"%NEXUS_JAVA%" -version 2>"%NEXUS_VERSION_FILE%"
set "NEXUS_VERSION="
for /f "tokens=3" %%V in ('findstr /c:" version " "%NEXUS_VERSION_FILE%"') do set "NEXUS_VERSION=%%~V"
del "%NEXUS_VERSION_FILE%"
set "NEXUS_MAJOR=0"
for /f "delims=.-+" %%V in ("%NEXUS_VERSION%") do set "NEXUS_MAJOR=%%V"
if %NEXUS_MAJOR% geq 17 goto jar
echo %NEXUS_NAME%: "%NEXUS_JAVA%" is Java %NEXUS_VERSION%: install a JDK 17 or newer, or point JAVA_HOME at one>&2
exit /b 2

:jar
if exist "%NEXUS_HOME%\%NEXUS_JAR%" goto flags
if exist "%NEXUS_HOME%\pom.xml" goto find_maven
echo %NEXUS_NAME%: there is no "%NEXUS_HOME%\%NEXUS_JAR%": the installation is incomplete, unpack it again>&2
exit /b 2

:find_maven
where /q mvn
if not errorlevel 1 goto build
echo %NEXUS_NAME%: not built yet, and Maven (mvn) was not found: install Maven 3.8 or newer>&2
exit /b 2

:build
if not exist "%NEXUS_HOME%\target" mkdir "%NEXUS_HOME%\target"
set "NEXUS_LOG=%NEXUS_HOME%\target\build.log"
echo %NEXUS_NAME%: not built yet: building (mvn package, without tests; the first time takes minutes) ...>&2
pushd "%NEXUS_HOME%"
call mvn -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package >"%NEXUS_LOG%" 2>&1
popd
if exist "%NEXUS_HOME%\%NEXUS_JAR%" goto flags
type "%NEXUS_LOG%" >&2
echo %NEXUS_NAME%: the build failed; its output is in "%NEXUS_LOG%">&2
exit /b 2

:flags
rem Chronicle reports usage over the network and prints a banner, unless told not to before its first class loads.
set "NEXUS_COMMON=-Dchronicle.analytics.disable=true -Dchronicle.announcer.disable=true"
rem From 23 on, Java warns of what Chronicle does with memory.
if %NEXUS_MAJOR% geq 23 set "NEXUS_COMMON=%NEXUS_COMMON% --sun-misc-unsafe-memory-access=allow"
exit /b 0
