package dev.probity.benchmark.pool;

import java.time.Duration;
import java.util.List;

import dev.probity.benchmark.harness.Variant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table tells what was answered, and how long that took.
 */
class RowTests {

	private static final Answer DOWN = answer(30_004, 503, """
			{"components":{"db":{"details":{"error":"not available"},"status":"DOWN"},
			"readinessState":{"status":"UP"}},"status":"DOWN"}""");

	private static final Answer UP = answer(12, 200, "{\"status\":\"UP\"}");

	private static final Answer DEGRADED = answer(1_000, 200, "{\"status\":\"DEGRADED\"}");

	@Test
	void aRowCountsTheAnswersOfEachKind() {
		assertThat(row(Variant.STOCK, DOWN, UP, DOWN).line())
			.isEqualTo("| 40 s | stock | `/probe` | 1 × 200 UP, 2 × 503 DOWN | 30.0 s | 30.0 s | 2 of 3 |");
		assertThat(row(Variant.PROBITY, UP, DEGRADED).line())
			.isEqualTo("| 40 s | probity | `/probe` | 1 × 200 DEGRADED, 1 × 200 UP | 506 ms | 1.0 s | 0 of 2 |");
	}

	@Test
	void whatWasNotAnsweredIsCounted() {
		assertThat(row(Variant.STOCK, UP, answer(60_003, Answer.NONE, "HttpTimeoutException")).line())
			.contains("| 1 × 200 UP, 1 × no answer |", "| 60.0 s | 1 of 2 |");
	}

	@Test
	void anAnswerIsLateIfAKubeletHasGivenUp() {
		assertThat(DEGRADED.isLate()).isFalse();
		assertThat(answer(1_001, 200, "").isLate()).isTrue();
	}

	@Test
	void theTableHasAsManyColumnsInEachLine() {
		String table = Row.table(List.of(row(Variant.STOCK, DOWN), row(Variant.PROBITY, UP)));
		assertThat(table).endsWith("|\n");
		assertThat(table.lines()).hasSize(4).allSatisfy((line) -> assertThat(line.split("\\|")).hasSize(8));
	}

	private static Row row(Variant variant, Answer... answers) {
		return new Row(Usage.STUCK, variant, "/probe", List.of(answers));
	}

	private static Answer answer(long latency, int status, String body) {
		return new Answer(Duration.ZERO, Duration.ofMillis(latency), status, body);
	}

}
