package dev.probity.probe;

import dev.probity.lifecycle.OutstandingCondition;
import dev.probity.probe.VerdictReason.Cause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What conditions of the application call themselves ends up in log lines, headers and
 * texts.
 */
class VisibleReasonTests {

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r\n", "\u001b", "\u0000", "\u2028", "\u2029" })
	void aConditionForgesNoLine(String control) {
		assertThat(new VerdictReason(Cause.STARTING, "a" + control + "b", null).subject()).isEqualTo("a b");
		OutstandingCondition outstanding = new OutstandingCondition("a" + control + "b", "c" + control + "password=x");
		assertThat(outstanding.inWords()).isEqualTo("a b c password=***");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u202a", "\u202e", "\u2066", "\u2069" })
	void aConditionTurnsNoTextAround(String bidirectional) {
		assertThat(new VerdictReason(Cause.STARTING, "a" + bidirectional + "b", null).subject()).isEqualTo("ab");
	}

}
