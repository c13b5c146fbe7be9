package dev.probity.shutdown;

import java.time.Duration;

import dev.probity.lifecycle.LameDuckReadiness;

/**
 * What a lame duck does.
 *
 * @param duration how long it goes on serving at most; zero to go down at once
 * @param readiness what readiness is meanwhile
 */
record LameDuckPolicy(Duration duration, LameDuckReadiness readiness) {

	boolean waits() {
		return !this.duration.isZero();
	}

}
