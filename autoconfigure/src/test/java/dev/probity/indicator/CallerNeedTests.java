package dev.probity.indicator;

import java.util.ArrayList;
import java.util.List;

import dev.probity.check.CheckResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * An indicator that turns out to need its caller is left to its callers.
 */
class CallerNeedTests {

	private static final CheckResult FAILED = CheckResult.failed("Scope 'request' is not active");

	private final List<String> told = new ArrayList<>();

	@Test
	void itIsLeftOnce() {
		CallerNeed need = new CallerNeed(this.told::add);
		assertThat(need.resultOf(FAILED, "no request")).isInstanceOf(CheckResult.Inconclusive.class);
		assertThat(need.resultOf(FAILED, "no request")).isSameAs(FAILED);
		assertThat(this.told).containsExactly("no request");
	}

	/**
	 * A check of a child context runs as soon as it is registered, and the rest of them
	 * may not be yet.
	 */
	@Test
	void oneThatCannotBeLeftYetIsLeftByALaterRun() {
		CallerNeed need = new CallerNeed((reason) -> this.told.add(reason) && this.told.size() > 1);
		for (int i = 0; i < 2; i++) {
			assertThat(need.resultOf(FAILED, "no request")).isInstanceOf(CheckResult.Inconclusive.class);
		}
		assertThat(need.resultOf(FAILED, "no request")).isSameAs(FAILED);
		assertThat(this.told).hasSize(2);
	}

	@Test
	void soIsOneWhoseLeavingHasFailed() {
		CallerNeed need = new CallerNeed((reason) -> {
			this.told.add(reason);
			throw new IllegalStateException("no memory");
		});
		for (int i = 0; i < 2; i++) {
			assertThatIllegalStateException().isThrownBy(() -> need.resultOf(FAILED, "no request"));
		}
		assertThat(this.told).hasSize(2);
	}

	@Test
	void oneThatHasPassedDoesNotNeedIt() {
		CallerNeed need = new CallerNeed(this.told::add);
		need.resultOf(CheckResult.passed(), null);
		assertThat(need.resultOf(FAILED, "no request")).isSameAs(FAILED);
		assertThat(this.told).isEmpty();
	}

}
