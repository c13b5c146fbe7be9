package dev.probity.budget;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What an end may cost, in sum and in words.
 */
class ShutdownBudgetTests {

	private static final ShutdownStep LAME_DUCK = step("lame duck", 10_000, "lame-duck");

	private static final ShutdownStep REQUESTS = step("requests", 30_000, "phase");

	private static final ShutdownStep LISTENERS = step("listeners", 30_000, "phase");

	@Test
	void everyPartCountsAndTheReserveComesLast() {
		ShutdownBudget budget = ShutdownBudget.of(List.of(LAME_DUCK, REQUESTS));
		assertThat(budget.total()).isEqualTo(Duration.ofSeconds(10 + 30 + 3));
		assertThat(budget.parts(", ")).isEqualTo("lame duck 10s, requests 30s, reserve 3s");
		assertThat(budget.parts(" + ")).isEqualTo("lame duck 10s + requests 30s + reserve 3s");
	}

	@Test
	void whatTakesNoTimeIsNoPart() {
		ShutdownBudget budget = ShutdownBudget.of(List.of(step("nothing", 0, "nothing")));
		assertThat(budget.parts(", ")).isEqualTo("reserve 3s");
		assertThat(budget.isMoreThanReserve()).isFalse();
		assertThat(ShutdownBudget.of(List.of(LAME_DUCK)).isMoreThanReserve()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "42999,false", "43000,true", "43001,true" })
	void itFitsIntoWhatIsAsLong(long millis, boolean fits) {
		ShutdownBudget budget = ShutdownBudget.of(List.of(LAME_DUCK, REQUESTS));
		assertThat(budget.fitsInto(Duration.ofMillis(millis))).isEqualTo(fits);
	}

	@ParameterizedTest
	@CsvSource({ "1,4", "1000,4", "1001,5", "90000,93" })
	void aSecondThatHasBegunCounts(long millis, long seconds) {
		assertThat(ShutdownBudget.of(List.of(step("it", millis, null))).seconds()).isEqualTo(seconds);
	}

	@ParameterizedTest
	@CsvSource({ "0,0s", "10000,10s", "90000,90s", "2500,2.5s", "7,0.007s" })
	void durationsAreInTheUnitOfKubernetes(long millis, String text) {
		assertThat(ShutdownBudget.inSeconds(Duration.ofMillis(millis))).isEqualTo(text);
	}

	@Test
	void eachSettingIsNamedOnceWithThePartsThatItShortens() {
		assertThat(ShutdownBudget.of(List.of(LAME_DUCK, LISTENERS, REQUESTS, step("other", 1, null))).settings())
			.containsExactly("'lame-duck' (lame duck)", "'phase' (listeners, requests)");
	}

	@Test
	void nothingTakesLessThanNoTime() {
		assertThatIllegalArgumentException().isThrownBy(() -> step("it", -1, null)).withMessageContaining("'it'");
	}

	private static ShutdownStep step(String name, long millis, String setting) {
		return new ShutdownStep(name, Duration.ofMillis(millis), setting);
	}

}
