package dev.probity.benchmark.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.probity.benchmark.harness.Stack;
import dev.probity.benchmark.harness.Variant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Ratios are taken in the same round, and the table tells their median and spread.
 */
class RoundsTests {

	private static final Cell READYZ = new Cell(Stack.TOMCAT, Variant.PROBITY, Cell.READYZ, 16);

	private final Rounds rounds = new Rounds(readings());

	@Test
	void aRatioIsThatOfTheSameRound() {
		assertThat(this.rounds.ratios(READYZ, READYZ.limit(), Reading::perSecond).spread(2))
			.isEqualTo("2.00 [0.50, 3.00]");
	}

	@Test
	void cpuAndBytesAreThoseOfOneRequest() {
		assertThat(this.rounds.figures(READYZ, Reading::cpuMicros).median()).isEqualTo(20);
		assertThat(this.rounds.figures(READYZ, Reading::kibibytes).median()).isEqualTo(2);
	}

	@Test
	void whatWasNotMeasuredHasNoFigures() {
		Cell other = new Cell(Stack.NETTY, Variant.STOCK, Cell.CONST, 1);
		assertThatIllegalArgumentException().isThrownBy(() -> this.rounds.figures(other, Reading::perSecond))
			.withMessageContaining("NETTY");
	}

	@Test
	void theTableHasALineForEachCellOfItsStack() {
		String table = new HealthyTable(Stack.TOMCAT, this.rounds).text();
		assertThat(table.lines()).hasSize(4).allSatisfy((line) -> assertThat(line.split("\\|")).hasSize(11));
		assertThat(table).contains("| 16 | probity | `/readyz` | 300 [100, 400] | 2.00 [0.50, 3.00] |");
		assertThat(new HealthyTable(Stack.NETTY, this.rounds).text().lines()).hasSize(2);
	}

	@Test
	void aMedianOfAnEvenNumberIsHalfwayBetweenTwo() {
		assertThat(Figures.of(List.of(4.0, 1.0, 2.0, 3.0)).spread(1)).isEqualTo("2.5 [1.0, 4.0]");
		assertThat(Figures.number(Double.NaN, 2)).isEqualTo("–");
	}

	private static Map<Cell, List<Reading>> readings() {
		Map<Cell, List<Reading>> readings = new LinkedHashMap<>();
		readings.put(READYZ.limit(), List.of(reading(200), reading(100), reading(200)));
		readings.put(READYZ, List.of(reading(100), reading(300), reading(400)));
		return readings;
	}

	private static Reading reading(int answers) {
		return new Reading(Samples.of(200, answers), new Usage(20_000L * answers, 2048L * answers));
	}

}
