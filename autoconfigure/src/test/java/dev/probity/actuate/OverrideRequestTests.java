package dev.probity.actuate;

import java.time.Duration;

import dev.probity.check.ManualTicker;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.lifecycle.ReadinessOverride;
import dev.probity.lifecycle.ReadinessOverride.Forced;
import dev.probity.lifecycle.ReadinessOverride.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What an operator may write, and what is said to it otherwise.
 */
class OverrideRequestTests {

	private final ManualTicker time = new ManualTicker();

	private final ReadinessControl control = new ReadinessControl(new Instance(), this.time, this.time);

	private ReadinessOverride after(String readiness, String reason, String timeToLive) {
		new OverrideRequest(readiness, reason, timeToLive).applyTo(this.control);
		return this.control.current();
	}

	@ParameterizedTest
	@CsvSource({ "ready, READY", "READY, READY", "not-ready, NOT_READY", "not_ready, NOT_READY", "notReady, NOT_READY",
			"NOT_READY, NOT_READY", "auto, AUTO" })
	void theModeIsReadAsSpringReadsIt(String text, Mode mode) {
		assertThat(after(text, "draining node 7", null).mode()).isEqualTo(mode);
	}

	@ParameterizedTest
	@CsvSource({ "10m, PT10M", "90s, PT1M30S", "1h, PT1H", "1500ms, PT1.5S", "PT10M, PT10M", "pt1h30m, PT1H30M",
			"1d, PT24H", "' 10m ', PT10M", ", PT15M" })
	void theTimeIsReadAsSpringReadsItAndIsAQuarterOfAnHourUnlessGiven(String text, Duration timeToLive) {
		assertThat(after("not-ready", "draining node 7", text)).isInstanceOfSatisfying(Forced.class,
				(forced) -> assertThat(forced.timeToLive()).isEqualTo(timeToLive));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			          | x |      | 'readiness' is missing, but must be 'ready', 'not-ready' or 'auto'
			""        | x |      | 'readiness' is '', but must be 'ready', 'not-ready' or 'auto'
			down      | x |      | 'readiness' is 'down', but must be 'ready', 'not-ready' or 'auto'
			not-ready |   |      | 'reason' is missing or blank
			ready     | x | 600  | 'timeToLive' is '600', which has no unit: write for example 10m or PT10M
			ready     | x | soon | 'timeToLive' is 'soon', which is not a duration: write for example 10m or PT10M
			ready     | x | 9999999999999999999d | 'timeToLive' is '9999999999999999999d', which is not a duration
			ready     | x | 999999999999999999d | 'timeToLive' is '999999999999999999d', which is not a duration
			ready     | x | ""   | 'timeToLive' is '', which has no unit
			ready     | x | 25h  | 'timeToLive' is 1d1h, but must be from 1s to 24h
			ready     | x | -5m  | 'timeToLive' is -5m, but must be from 1s to 24h
			auto      |   | 10m  | 'timeToLive' is '10m', but 'auto' has no end: leave it out
			""")
	void whatIsWrongIsNamedWithTheWayOutAndChangesNothing(String readiness, String reason, String timeToLive,
			String message) {
		Forced before = this.control.notReady("before", Duration.ofMinutes(1));
		assertThatIllegalArgumentException().isThrownBy(() -> after(readiness, reason, timeToLive))
			.withMessageStartingWith(message);
		assertThat(this.control.current()).isEqualTo(before);
	}

	@Test
	void whatIsShownOfItIsOneShortLine() {
		assertThatIllegalArgumentException().isThrownBy(() -> after("a\nb\u2028" + "c".repeat(100), "x", null))
			.withMessage(
					"'readiness' is 'a?b?%s…', but must be 'ready', 'not-ready' or 'auto'".formatted("c".repeat(46)));
	}

	@Test
	void takingItBackNeedsNoReason() {
		after("not-ready", "draining node 7", "1h");
		assertThat(after("auto", null, null)).isEqualTo(ReadinessOverride.AUTO);
		after("not-ready", "draining node 7", "1h");
		assertThat(after("auto", "node 7 is back", null)).isEqualTo(ReadinessOverride.AUTO);
	}

}
