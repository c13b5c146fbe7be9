package dev.probity.benchmark.rollout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.probity.benchmark.harness.Stack;
import dev.probity.benchmark.harness.Variant;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The long form of the proof, which only its profile runs: {@code mvn -Prollout}.
 */
@Tag("matrix")
class RolloutMatrixTests {

	private static final Path FOLDER = Path.of("target", "rollout");

	@Test
	void noRequestIsLostWithProbity() throws Exception {
		assertThat(HaProxy.isInstalled()).as("haproxy is installed").isTrue();
		Path page = Path.of(System.getProperty("rollout.report", "../docs/lame-duck.md"));
		assertThat(page).content().contains(Report.BEGIN, Report.END);
		List<Row.Cell> cells = cells();
		List<Row> rows;
		try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
			rows = new Matrix(postgres.getJdbcUrl("postgres", "postgres"), FOLDER, System.out).run(cells);
		}
		Report report = new Report(rows);
		System.out.println(report);
		report.writeTo(page);
		assertThat(rows).extracting(Row::cell).containsAll(cells);
		assertThat(rows).filteredOn((row) -> row.cell().variant() == Variant.PROBITY).allSatisfy((row) -> {
			assertThat(row.failed()).as(row::line).isZero();
			if (!row.callers().equals(DirectClients.NAME)) {
				assertThat(row.balancerCounts()).as(row::line).containsExactly((long) row.sent(), 0L);
			}
		});
		assertThat(rows).allSatisfy((row) -> assertThat(row.exitCodes()).as(row::line).containsOnly(143L));
	}

	private static List<Row.Cell> cells() {
		List<Stack> stacks = Stream.of(System.getProperty("rollout.stacks", "tomcat,jetty,netty").split(","))
			.map((name) -> Stack.valueOf(name.strip().toUpperCase(Locale.ROOT)))
			.toList();
		int runs = Integer.getInteger("rollout.runs", 10);
		int stockRuns = Integer.getInteger("rollout.stock-runs", runs);
		List<Row.Cell> cells = new ArrayList<>();
		for (int run = 1; run <= Math.max(runs, stockRuns); run++) {
			for (Stack stack : stacks) {
				if (run <= stockRuns) {
					cells.add(new Row.Cell(run, stack, Variant.STOCK));
				}
				if (run <= runs) {
					cells.add(new Row.Cell(run, stack, Variant.PROBITY));
				}
			}
		}
		return cells;
	}

}
