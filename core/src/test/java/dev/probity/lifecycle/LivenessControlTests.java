package dev.probity.lifecycle;

import java.time.Duration;

import dev.probity.check.ManualTicker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What an operator may say of liveness, and for how long it counts.
 */
class LivenessControlTests {

	private static final Duration QUARTER = Duration.ofMinutes(15);

	private final ManualTicker time = new ManualTicker();

	private final Instance instance = new Instance();

	private final LivenessControl control = new LivenessControl(this.instance, this.time, this.time);

	@Test
	void aHoldCountsAtOnceAndEndsByItself() {
		assertThat(this.control.current()).isNull();
		LivenessHold hold = this.control.hold(" heap dump ", QUARTER);
		assertThat(hold.reason()).isEqualTo("heap dump");
		assertThat(hold.until()).isEqualTo(this.time.instant().plus(QUARTER));
		this.time.advance(QUARTER.minusNanos(1));
		assertThat(this.control.current()).isEqualTo(hold);
		assertThat(hold.remaining(this.time.read())).isEqualTo(Duration.ofNanos(1));
		this.time.advance(Duration.ofNanos(1));
		assertThat(this.control.current()).isNull();
		assertThat(hold.remaining(this.time.read())).isZero();
	}

	@Test
	void itIsReplacedAndReleased() {
		this.control.hold("heap dump", QUARTER);
		assertThat(this.control.hold("profiler", QUARTER)).isEqualTo(this.control.current());
		this.control.release();
		assertThat(this.control.current()).isNull();
	}

	@Test
	void anotherControlOfTheInstanceIsTheSame() {
		this.control.hold("heap dump", QUARTER);
		new LivenessControl(this.instance, this.time, this.time).release();
		assertThat(this.control.current()).isNull();
	}

	@Test
	void anHourIsTheLongest() {
		assertThat(this.control.hold("heap dump", Duration.ofHours(1)).timeToLive()).isEqualTo(Duration.ofHours(1));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.control.hold("heap dump", Duration.ofHours(1).plusMillis(1)))
			.withMessage(
					"'timeToLive' is 1h0.001s, but must be from 1s to 1h, so that a forgotten hold expires: renew it before it does");
		assertThatIllegalArgumentException().isThrownBy(() -> this.control.hold("heap dump", Duration.ofMillis(999)));
	}

	@Test
	void aReasonIsOneLineWithoutSecrets() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.control.hold(" ", QUARTER))
			.withMessageStartingWith("'reason' is missing or blank");
		assertThatIllegalArgumentException().isThrownBy(() -> this.control.hold("a\nWARN b", QUARTER));
		assertThat(this.control.hold("login with password=hunter2", QUARTER).reason()).doesNotContain("hunter2");
	}

	@Test
	void readinessAndItsOverrideAreNotTouched() {
		InstanceState before = this.instance.state();
		this.control.hold("heap dump", QUARTER);
		assertThat(this.instance.state().with(before.restraint())).isEqualTo(before);
	}

}
