package dev.probity.benchmark.report;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TargetTests {

	@Test
	void whatIsToBeSmallIsMetUpToItsBound() {
		assertThat(Target.atMost("x", 2, 20, 2, " ms").isMet()).isTrue();
		assertThat(Target.atMost("x", 2, 20, 2.01, " ms").isMet()).isFalse();
		assertThat(Target.atMost("x", 2, 20, 20, " ms").isGuarded()).isTrue();
		assertThat(Target.atMost("x", 2, 20, 20.01, " ms").isGuarded()).isFalse();
	}

	@Test
	void whatIsToBeGreatIsMetFromItsBoundOn() {
		assertThat(Target.atLeast("x", 2, 1, 2, " ×").isMet()).isTrue();
		assertThat(Target.atLeast("x", 2, 1, 1.99, " ×").isMet()).isFalse();
		assertThat(Target.atLeast("x", 2, 1, 1, " ×").isGuarded()).isTrue();
		assertThat(Target.atLeast("x", 2, 1, 0.99, " ×").isGuarded()).isFalse();
	}

	@Test
	void whatIsNoNumberIsNeither() {
		assertThat(Target.atMost("x", 2, Target.UNGUARDED, Double.NaN, "").isMet()).isFalse();
		assertThat(Target.atMost("x", 2, Target.UNGUARDED, Double.NaN, "").isGuarded()).isFalse();
		assertThat(Target.atMost("x", 2, Target.UNGUARDED, 1e9, "").isGuarded()).isTrue();
	}

	@Test
	void itIsALineOfATable() {
		assertThat(Target.atMost("time", 50, 60, 30.914, " ns").line())
			.isEqualTo("| time | ≤ 50 ns | 30.91 ns | met |\n");
		assertThat(Target.atLeast("requests", 1.1, 0.5, 0.994, " ×").line())
			.isEqualTo("| requests | ≥ 1.10 × | 0.99 × | **missed** |\n");
	}

}
