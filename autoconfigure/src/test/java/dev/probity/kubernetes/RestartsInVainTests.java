package dev.probity.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.probity.lifecycle.RestartPause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a vital check is not asked for another restart, and for how long.
 */
class RestartsInVainTests {

	private static final Duration BACK_OFF = Duration.ofMinutes(5);

	private final List<Run> past = new ArrayList<>();

	private Instant now = Instant.EPOCH;

	private void ran(String reason, int minutes) {
		ran(reason, minutes, 0, "");
	}

	private void ran(String reason, int minutes, int held, String words) {
		Instant started = this.now;
		this.now = started.plus(Duration.ofMinutes(minutes));
		this.past.add(new Run(started, this.now, reason, Duration.ofMinutes(held), words));
		this.now = this.now.plus(BACK_OFF);
	}

	private Map<String, RestartPause> pauses() {
		return RestartsInVain.pauses(this.past, this.now, 0);
	}

	private static RestartPause pause(int restarts, int pause, int appliesFor) {
		return new RestartPause(restarts, Duration.ofMinutes(pause), Duration.ofMinutes(appliesFor).toNanos());
	}

	@Test
	void oneRestartMayHaveHelped() {
		ran("heartbeat/poller", 3);
		assertThat(pauses()).isEmpty();
	}

	@Test
	void twoInTenMinutesDidNotHelpIfTheVitalFailsOnceMoreInThatTime() {
		ran("heartbeat/poller", 5000);
		ran("heartbeat/poller", 3);
		assertThat(pauses()).isEqualTo(Map.of("heartbeat/poller", pause(2, 10, 10)));
	}

	@Test
	void theBackOffOfTheKubeletIsNoTimeInWhichItRan() {
		ran("heartbeat/poller", 9);
		ran("heartbeat/poller", 9);
		assertThat(pauses()).containsKey("heartbeat/poller");
	}

	@Test
	void aRestartThatHelpedForTenMinutesBeginsAnew() {
		ran("heartbeat/poller", 3);
		ran("heartbeat/poller", 3);
		ran("heartbeat/poller", 10);
		assertThat(pauses()).isEmpty();
	}

	@Test
	void thePauseDoublesAndWhatWasPutOffIsNoTimeInWhichItHelped() {
		ran("heartbeat/poller", 3);
		ran("heartbeat/poller", 3);
		ran("heartbeat/poller", 13, 10, "");
		assertThat(pauses()).isEqualTo(Map.of("heartbeat/poller", pause(3, 20, 10)));
		ran("heartbeat/poller", 23, 20, "");
		assertThat(pauses()).isEqualTo(Map.of("heartbeat/poller", pause(4, 40, 10)));
	}

	@ParameterizedTest
	@CsvSource({ "2, 10", "3, 20", "4, 40", "9, 1280", "10, 1440", "20, 1440" })
	void itIsAtMostADay(int restarts, int minutes) {
		assertThat(RestartsInVain.pauseAfter(restarts)).isEqualTo(Duration.ofMinutes(minutes));
	}

	@ParameterizedTest
	@CsvSource({ "deadlock, ''", "memory, ''",
			"heartbeat/poller, 'liveness: heartbeat/poller: its thread has died: OutOfMemoryError: Java heap space'" })
	void deadlockAndOutOfMemoryNeverWait(String vital, String words) {
		ran(vital, 1, 0, words);
		ran(vital, 1, 0, words);
		ran(vital, 1, 0, words);
		assertThat(pauses()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "broken", "failed-start", "startup-task", "sigterm", "exit", "killed" })
	void whatIsNoVitalHasNoBudget(String reason) {
		ran(reason, 1);
		ran(reason, 1);
		ran(reason, 1);
		assertThat(pauses()).isEmpty();
	}

	@Test
	void eachVitalHasItsOwnAndOtherEndsBetweenDoNotMatter() {
		ran("heartbeat/poller", 1);
		ran("killed", 2);
		ran("heartbeat/poller", 2);
		ran("taskExecutors", 1);
		assertThat(pauses()).isEqualTo(Map.of("heartbeat/poller", pause(2, 10, 9)));
	}

	@Test
	void otherEndsBetweenCountAsTimeInWhichItRan() {
		ran("heartbeat/poller", 1);
		ran("killed", 8);
		ran("heartbeat/poller", 2);
		assertThat(pauses()).isEmpty();
	}

}
