package dev.probity.sample.localservices;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.probity.sample.Processes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what becomes of {@link LocalServices} when their application ends. Leaves a
 * second set of servers for a moment: that of an application JVM of its own.
 */
// on a thread of its own, since reading a process's output heeds no interrupt
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
@EnabledOnOs(OS.LINUX)
class LocalServicesTests {

	private Process application;

	private BufferedReader output;

	private Path folder;

	private String postmaster;

	private String redis;

	@BeforeEach
	void startApplication() throws IOException {
		// setsid: the signals below go to a process group that is not the tests'
		this.application = new ProcessBuilder("setsid",
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
				"-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), ApplicationJvm.class.getName())
			.redirectError(Redirect.INHERIT)
			.start();
		this.output = this.application.inputReader();
		this.folder = Path.of(awaitLine(".* files in (.*)"));
		this.postmaster = awaitLine("postgres=(.*)");
		this.redis = awaitLine("redis=(.*)");
		assertThat(Processes.mentioning(this.folder)).as("child JVM and servers").hasSizeGreaterThanOrEqualTo(3);
		assertThat(this.folder).isDirectory();
	}

	@AfterEach
	void killApplication() {
		this.application.destroyForcibly();
	}

	@Test
	void theyEndWhenTheApplicationIsKilled() {
		this.application.destroyForcibly();
		awaitEnd();
	}

	@Test
	void theyServeTheWholeShutdownEvenIfTheGroupIsSignalled() throws Exception {
		// a shell has what it puts into the background ignore SIGINT, and all that is
		// started there inherits that
		signalGroup(ignoresSigint() ? "TERM" : "INT");
		awaitLine("(shutting down)");
		this.application.outputWriter().append('\n').flush();
		awaitLine("(all of them answered)");
		assertThat(this.application.waitFor(20, TimeUnit.SECONDS)).isTrue();
		awaitEnd();
	}

	@Test
	void theyEndEvenIfServersAreFrozen() throws Exception {
		signal("STOP", this.postmaster);
		signal("STOP", this.redis);
		this.application.destroyForcibly();
		awaitEnd();
	}

	private void awaitEnd() {
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			assertThat(Processes.mentioning(this.folder)).isEmpty();
			assertThat(this.folder).doesNotExist();
		});
	}

	private String awaitLine(String regex) throws IOException {
		Pattern pattern = Pattern.compile(regex);
		for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
			Matcher matcher = pattern.matcher(line);
			if (matcher.matches()) {
				return matcher.group(1);
			}
		}
		throw new AssertionError("The application has ended without a line '%s'".formatted(regex));
	}

	private static boolean ignoresSigint() throws IOException {
		String mask = Files.readAllLines(Path.of("/proc/self/status"))
			.stream()
			.filter((line) -> line.startsWith("SigIgn:"))
			.findFirst()
			.orElseThrow()
			.substring("SigIgn:".length())
			.strip();
		return (Long.parseUnsignedLong(mask, 16) & 0b10) != 0;
	}

	private void signalGroup(String signal) throws IOException, InterruptedException {
		signal(signal, "-" + this.application.pid());
	}

	private static void signal(String signal, String target) throws IOException, InterruptedException {
		assertThat(new ProcessBuilder("kill", "-s", signal, "--", target).inheritIO().start().waitFor()).isZero();
	}

}
