package dev.probity.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.probity.check.ManualTicker;
import dev.probity.lifecycle.PastEnd;
import dev.probity.probe.TaskCriticality;
import dev.probity.shutdown.LameDuckEnd;
import dev.probity.startup.StartupTaskResult;
import dev.probity.startup.StartupTaskResult.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What would be known of a container if it ended now.
 */
class ContainerEndTests {

	@TempDir
	private Path directory;

	private final ManualTicker time = new ManualTicker();

	private Path file;

	private ContainerEnd end;

	@BeforeEach
	void begin() throws IOException {
		this.file = Files.createFile(this.directory.resolve("termination-log"));
		this.end = end("");
	}

	private ContainerEnd end(String before) {
		return new ContainerEnd(new TerminationMessage(this.file, Runnable::run),
				Ledger.open(this.directory, this.time, Runnable::run), before, this.time);
	}

	private ShutdownWords shutdown(String signal) {
		return new ShutdownWords(this.end, this.time, () -> true, () -> signal);
	}

	private String reason() {
		return Ledger.open(this.directory, this.time, Runnable::run).ends().get(0).reason();
	}

	private static Finding deadlock(int seconds) {
		return Finding.of("deadlock", "liveness: deadlock: a and b, for %ds".formatted(seconds));
	}

	@Test
	void aLivenessThatFailsSpeaksAndOneThatRecoversSaysNothing() {
		this.end.liveness(null);
		assertThat(this.file).isEmptyFile();
		this.end.liveness(deadlock(0));
		assertThat(this.file).hasContent("liveness: deadlock: a and b, for 0s");
		assertThat(reason()).isEqualTo("deadlock");
	}

	@Test
	void oneThatRecoversSaysNothing() {
		this.end.liveness(deadlock(0));
		this.end.liveness(null);
		assertThat(this.file).isEmptyFile();
		assertThat(reason()).isEqualTo("killed");
	}

	@Test
	void aStartThatFailsAfterItsContextWasClosedSaysSo() {
		this.end.closedBeforeStarted();
		assertThat(this.file)
			.hasContent("start failed: the application context was closed before the application had started");
		assertThat(reason()).isEqualTo("failed-start");
	}

	@Test
	void aFurtherStartThatFailsIsForgottenIfTheProcessGoesOn() {
		this.end.furtherStartFailed("no route to catalog");
		assertThat(this.file).hasContent("start failed: no route to catalog");
		assertThat(reason()).isEqualTo("failed-start");
		this.time.advance(Duration.ofSeconds(59));
		this.end.liveness(null);
		assertThat(this.file).hasContent("start failed: no route to catalog");
		this.time.advance(Duration.ofSeconds(1));
		this.end.liveness(null);
		assertThat(this.file).isEmptyFile();
		assertThat(reason()).isEqualTo("killed");
		shutdown("SIGTERM").begin();
		assertThat(this.file).content().startsWith("SIGTERM");
	}

	@Test
	void aFurtherStartThatFailsIsWhyTheProcessEndsIfItDoesSoAtOnce() {
		this.end.furtherStartFailed("no route to catalog");
		this.time.advance(Duration.ofSeconds(1));
		ShutdownWords shutdown = shutdown("exit");
		shutdown.begin();
		this.time.advance(Duration.ofMinutes(2));
		shutdown.last();
		assertThat(this.file).hasContent("start failed: no route to catalog");
		assertThat(reason()).isEqualTo("failed-start");
	}

	@Test
	void aFurtherStartThatFailsDoesNotHideWhyLivenessFails() {
		this.end.liveness(deadlock(0));
		this.end.furtherStartFailed("no route to catalog");
		assertThat(this.file).content().startsWith("liveness: deadlock");
	}

	@Test
	void forHowLongIsWrittenEveryTenSecondsAndNotEachSecond() {
		this.end.liveness(deadlock(0));
		this.time.advance(Duration.ofSeconds(9));
		this.end.liveness(deadlock(9));
		assertThat(this.file).hasContent("liveness: deadlock: a and b, for 0s");
		this.time.advance(Duration.ofSeconds(1));
		this.end.liveness(deadlock(10));
		assertThat(this.file).hasContent("liveness: deadlock: a and b, for 10s");
	}

	@Test
	void anotherReasonIsWrittenAtOnce() {
		this.end.liveness(deadlock(0));
		this.end.liveness(Finding.of("memory", "liveness: memory: full, for 0s"));
		assertThat(this.file).hasContent("liveness: memory: full, for 0s");
	}

	@Test
	void earlierRestartsAreNamed() {
		this.end = end("restarted 2 times in the last hour: deadlock, deadlock");
		this.end.liveness(deadlock(0));
		assertThat(this.file)
			.hasContent("liveness: deadlock: a and b, for 0s; restarted 2 times in the last hour: deadlock, deadlock");
		this.end.liveness(null);
		shutdown("SIGTERM").begin();
		assertThat(this.file).content().doesNotContain("restarted");
	}

	@Test
	void aSignalDoesNotHideWhyItCame() {
		this.end.liveness(deadlock(27));
		this.time.advance(Duration.ofSeconds(4));
		this.end.liveness(deadlock(31));
		ShutdownWords words = shutdown("SIGTERM");
		words.begin();
		assertThat(this.file).as("as of now").hasContent("liveness: deadlock: a and b, for 31s");
		words.served(new LameDuckEnd(Duration.ofSeconds(10), 412));
		words.last();
		this.end.liveness(null);
		assertThat(this.file).hasContent("liveness: deadlock: a and b, for 31s");
		assertThat(reason()).isEqualTo("deadlock");
	}

	@Test
	void aRegularEndSaysWhatItServedAndUntilItIsOverThatItWasKilled() {
		ShutdownWords words = shutdown("SIGTERM");
		words.begin();
		assertThat(this.file).hasContent("SIGTERM; killed before the shutdown was over");
		words.served(new LameDuckEnd(Duration.ofSeconds(10), 412));
		assertThat(this.file)
			.hasContent("SIGTERM; lame duck 10s, 412 requests served; killed before the shutdown was over");
		words.last();
		assertThat(this.file).hasContent("SIGTERM; lame duck 10s, 412 requests served");
		assertThat(reason()).isEqualTo("sigterm");
	}

	@Test
	void anEndInTheMiddleOfTheShutdownIsAKill() {
		shutdown("SIGTERM").begin();
		assertThat(reason()).isEqualTo("killed");
	}

	@Test
	void withoutALameDuckItSaysHowLongItTook() {
		ShutdownWords words = shutdown("exit");
		words.begin();
		words.served(null);
		this.time.advance(Duration.ofMillis(1_530));
		words.last();
		assertThat(this.file).hasContent("exit; shut down in 1.5s");
		assertThat(reason()).isEqualTo("exit");
	}

	@Test
	void aStartThatFailedIsGraverThanAllElseAndItsAnalysisHolds() {
		this.end.startFailed("IllegalStateException: no");
		this.end.startFailed("Port 8080 is in use. Stop who uses it.");
		this.end.liveness(deadlock(0));
		shutdown("SIGTERM").begin();
		assertThat(this.file).hasContent("start failed: Port 8080 is in use. Stop who uses it.");
		assertThat(reason()).isEqualTo("failed-start");
	}

	@Test
	void aRequiredStartupTaskThatFailsIsSaidAndNoOther() {
		this.end.onFinished(result("optional", TaskCriticality.OPTIONAL, Outcome.FAILED));
		this.end.onFinished(result("done", TaskCriticality.REQUIRED, Outcome.DONE));
		assertThat(this.file).isEmptyFile();
		this.end.onFinished(result("warmCache", TaskCriticality.REQUIRED, Outcome.TIMED_OUT));
		this.end.onFinished(result("index", TaskCriticality.REQUIRED, Outcome.SKIPPED));
		assertThat(this.file).hasContent("startup task 'warmCache' failed: no route");
		assertThat(reason()).isEqualTo("startup-task");
	}

	@Test
	void aTaskOfALaterContextThatFailsIsForgottenIfTheProcessGoesOn() {
		this.end.ask(() -> true);
		this.end.onFinished(result("warmTenant", TaskCriticality.REQUIRED, Outcome.FAILED));
		this.end.onFinished(result("index", TaskCriticality.REQUIRED, Outcome.SKIPPED));
		assertThat(this.file).hasContent("startup task 'warmTenant' failed: no route");
		assertThat(reason()).isEqualTo("startup-task");
		this.time.advance(Duration.ofMinutes(1));
		this.end.liveness(null);
		assertThat(this.file).isEmptyFile();
		this.end.liveness(deadlock(0));
		assertThat(reason()).isEqualTo("deadlock");
		this.end.liveness(null);
		ShutdownWords words = shutdown("SIGTERM");
		words.begin();
		words.last();
		assertThat(reason()).isEqualTo("sigterm");
	}

	@Test
	void aTaskThatFailsWhileTheInstanceComesUpIsForgottenIfItDoesSoNevertheless() {
		AtomicBoolean up = new AtomicBoolean();
		this.end.ask(up::get);
		this.end.onFinished(result("warmTenant", TaskCriticality.REQUIRED, Outcome.FAILED));
		this.time.advance(Duration.ofMinutes(5));
		this.end.liveness(deadlock(0));
		assertThat(reason()).isEqualTo("startup-task");
		up.set(true);
		this.end.liveness(deadlock(1));
		assertThat(reason()).isEqualTo("deadlock");
	}

	private static StartupTaskResult result(String task, TaskCriticality criticality, Outcome outcome) {
		return new StartupTaskResult(task, criticality, outcome, Duration.ZERO, 1, "no route", null);
	}

	@Test
	void thePauseThatWasServedIsInTheLedger() {
		this.end.liveness(new Finding("heartbeat/poller", Duration.ofMinutes(10), "liveness: silent"));
		assertThat(Ledger.open(this.directory, this.time, Runnable::run).past()).singleElement()
			.returns(Duration.ofMinutes(10), Run::held);
	}

	@Test
	void whoeverSaysSomethingLeavesTheWritingToOthersWhoMayWriteTheLastOnly() {
		List<Runnable> handedOver = new ArrayList<>();
		this.end = new ContainerEnd(new TerminationMessage(this.file, handedOver::add),
				Ledger.open(this.directory, this.time, handedOver::add), "", this.time);
		this.end.liveness(deadlock(0));
		ShutdownWords words = shutdown("SIGTERM");
		this.end.liveness(null);
		words.begin();
		words.last();
		assertThat(this.file).isEmptyFile();
		assertThat(this.directory.resolve(Ledger.FILE)).content().contains("\tkilled\t");
		handedOver.subList(handedOver.size() - 2, handedOver.size()).forEach(Runnable::run);
		assertThat(this.file).content().startsWith("SIGTERM; shut down in ");
		assertThat(reason()).isEqualTo("sigterm");
	}

	@Test
	void withoutFilesNothingHappens() {
		ContainerEnd nowhere = new ContainerEnd(null, null, "", this.time);
		nowhere.liveness(deadlock(0));
		nowhere.liveness(null);
		assertThat(this.file).isEmptyFile();
		assertThat(Ledger.open(this.directory, this.time, Runnable::run).ends()).extracting(PastEnd::reason)
			.containsExactly("killed");
	}

}
