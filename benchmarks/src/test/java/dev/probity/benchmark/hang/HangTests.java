package dev.probity.benchmark.hang;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.probity.benchmark.harness.ProbeAnswer;
import dev.probity.benchmark.harness.Variant;
import dev.probity.benchmark.report.Effort;
import dev.probity.benchmark.report.Findings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables tell what was answered, and which threads there were.
 */
class HangTests {

	private static final Memory MEMORY = new Memory(20 * 1024 * 1024, 204_800);

	private static final List<String> CALM = List.of("main", "http-nio-127.0.0.1-20001-exec-1", "probity-scheduler");

	@Test
	void aProbeThatTimedOutIsNotAnswered() {
		assertThat(Row.probes(List.of(stock()))).contains("| stock | hung | 150 | 50 | 0 | 4.0 ms | 4.0 ms | 4.0 ms |");
	}

	@Test
	void unavailableIsAnAnswer() {
		assertThat(Row.probes(List.of(probity()))).contains("| probity | healthy | 50 | 50 | 0 |",
				"| probity | hung | 150 | 150 | 100 |");
	}

	@Test
	void newThreadsAreTold() {
		assertThat(Row.processes(List.of(stock(), probity()))).contains(
				"| stock | 3 | 5 | 2 × `http-nio-exec` | 3 | 20.0 MiB | 20.0 MiB | 200 MiB | 200 MiB |",
				"| probity | 3 | 5 | 1 × `HikariPool`, 1 × `probity-check-db` | 3 |");
	}

	@Test
	void theTargetCountsProbitysOwnThreads() {
		Findings findings = Hang.findings(List.of(stock(), probity()), Effort.SHORT);
		assertThat(findings.text()).contains("for 3 s, while readiness is asked 50 times a second",
				"is the same for the 1 s");
		assertThat(findings.targets()).singleElement().satisfies((target) -> {
			assertThat(target.measured()).isEqualTo(1);
			assertThat(target.isMet()).isTrue();
		});
	}

	private static Row stock() {
		return row(Variant.STOCK, new Observation(answers(100, ProbeAnswer.NONE),
				plus("http-nio-127.0.0.1-20001-exec-2", "http-nio-127.0.0.1-20001-exec-3")));
	}

	private static Row probity() {
		return row(Variant.PROBITY, new Observation(answers(100, 503), plus("HikariPool-1", "probity-check-db")));
	}

	private static Row row(Variant variant, Observation hung) {
		return new Row(variant, new Observation(answers(0, 503), CALM), hung, 3, MEMORY, MEMORY);
	}

	private static List<String> plus(String... more) {
		return Stream.concat(CALM.stream(), Stream.of(more)).toList();
	}

	private static List<ProbeAnswer> answers(int number, int status) {
		return Stream
			.concat(IntStream.range(0, 50).mapToObj((i) -> answer(200)),
					IntStream.range(0, number).mapToObj((i) -> answer(status)))
			.toList();
	}

	private static ProbeAnswer answer(int status) {
		return new ProbeAnswer(0, Duration.ofMillis((status == ProbeAnswer.NONE) ? 1000 : 4), status);
	}

}
