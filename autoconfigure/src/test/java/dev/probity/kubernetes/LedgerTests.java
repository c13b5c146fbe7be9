package dev.probity.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.probity.check.ManualTicker;
import dev.probity.lifecycle.PastEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a process knows of the ends of those before it.
 */
@ExtendWith(OutputCaptureExtension.class)
class LedgerTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	@TempDir
	private Path directory;

	private final ManualTicker time = new ManualTicker();

	private Ledger open() {
		return Ledger.open(this.directory, this.time, Runnable::run);
	}

	/**
	 * A process that runs for a minute and ends so, and a minute until the next.
	 */
	private void end(String reason, String words) {
		Ledger ledger = open();
		this.time.advance(MINUTE);
		ledger.end(reason, Duration.ZERO, words);
		this.time.advance(MINUTE);
	}

	@Test
	void theFirstProcessKnowsNothing() {
		assertThat(open().ends()).isEmpty();
	}

	@Test
	void aProcessKnowsWhenAndWhyTheOnesBeforeItEndedAndHowLongTheyRan() {
		end("deadlock", "liveness: deadlock: a and b");
		end("heartbeat/poller", "liveness: silent");
		assertThat(open().ends()).containsExactly(
				new PastEnd(this.time.instant().minus(MINUTE), "heartbeat/poller", MINUTE, "liveness: silent"),
				new PastEnd(this.time.instant().minus(MINUTE.multipliedBy(3)), "deadlock", MINUTE,
						"liveness: deadlock: a and b"));
	}

	@Test
	void aProcessThatSaidNothingWasKilledSomeTimeBeforeTheNextBegan() {
		open();
		this.time.advance(MINUTE);
		assertThat(open().ends()).containsExactly(new PastEnd(this.time.instant(), "killed", MINUTE, ""));
	}

	@Test
	void aReasonThatIsGoneDoesNotCount() {
		Ledger ledger = open();
		ledger.end("deadlock", Duration.ZERO, "liveness: deadlock");
		ledger.goOn();
		assertThat(open().ends()).extracting(PastEnd::reason).containsExactly("killed");
	}

	@Test
	void itKeepsTheLastTwentyEnds() {
		for (int i = 0; i < 30; i++) {
			end("vital" + i, "");
		}
		assertThat(open().ends()).hasSize(20)
			.extracting(PastEnd::reason)
			.startsWith("vital29", "vital28")
			.endsWith("vital10");
		assertThat(this.directory.resolve(Ledger.FILE)).content().hasLineCount(21);
	}

	@Test
	void hostileWordsForgeNoEnds() {
		end("a\tb\nc", "x\n1970-01-01T00:00:00Z\t-\tforged\tPT0S\t\u0000");
		List<PastEnd> ends = open().ends();
		assertThat(ends).singleElement()
			.returns("a b c", PastEnd::reason)
			.returns("x 1970-01-01T00:00:00Z - forged PT0S", PastEnd::words);
	}

	@Test
	void whatCannotBeReadIsPassedOver() throws IOException {
		end("deadlock", "liveness: deadlock");
		Path file = this.directory.resolve(Ledger.FILE);
		Files.writeString(file, "garbage\n\tx\ty\tz\tw\n" + Files.readString(file) + "1970-01-01T00:00:00Z\ttorn");
		assertThat(open().ends()).extracting(PastEnd::reason).containsExactly("deadlock");
	}

	@Test
	void aClockThatGoesBackMakesNoNegativeTimes() {
		Ledger ledger = open();
		this.time.advance(Duration.ofHours(-1));
		ledger.end("deadlock", Duration.ZERO, "");
		assertThat(open().ends()).singleElement().returns(Duration.ZERO, PastEnd::uptime);
	}

	@Test
	void whereItCannotBeWrittenTheLogSaysSoOnceAndNothingElseHappens(CapturedOutput output) throws IOException {
		Path none = Files.createFile(this.directory.resolve("file")).resolve("ledger");
		Ledger ledger = Ledger.open(none, this.time, Runnable::run);
		ledger.end("deadlock", Duration.ZERO, "");
		assertThat(ledger.ends()).isEmpty();
		assertThat(output.getOut().lines().filter((line) -> line.contains("cannot be written"))).singleElement()
			.asString()
			.contains("WARN", none.toString(), "probity.kubernetes.ledger-path");
	}

}
