package dev.probity.benchmark.rollout;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import dev.probity.fixture.OwnPostgres;
import dev.probity.benchmark.harness.Stack;
import dev.probity.benchmark.harness.Variant;
import dev.probity.benchmark.report.Chapter;
import dev.probity.benchmark.report.Effort;
import dev.probity.benchmark.report.Findings;
import dev.probity.benchmark.report.Target;

/**
 * The requests that a rolling restart behind HAProxy costs.
 */
public final class RollingRestart implements Chapter {

	private static final Path FOLDER = Path.of("target", "rolling-restart");

	private static final Duration LAME_DUCK = Duration.ofSeconds(4);

	private static final Plan PLAN = new Plan(List.of(Balancer.SWIFT), DirectClients.DEFAULT, Duration.ofSeconds(2),
			Duration.ofSeconds(1), Plan.LastInstance.STAYS_AWAY);

	private static final String NO_BALANCER = "Not measured: HAProxy is not installed where this was written.\n";

	private static final String TEXT = """
			Two instances on Tomcat are restarted one after the other while callers send %d requests/s through HAProxy \
			(a check each second, two failures in a row, no retries), and others %d requests/s without a balancer, on \
			connections that are kept. Probity's lame duck lasts %d s. The matrix of more servers and balancers is in \
			[lame-duck.md](lame-duck.md).

			%s""";

	@Override
	public String name() {
		return "rolling-restart";
	}

	@Override
	public Findings measure(Effort effort) throws Exception {
		if (!HaProxy.isInstalled()) {
			return new Findings(NO_BALANCER, List.of());
		}
		List<Row> rows = new ArrayList<>();
		try (OwnPostgres database = OwnPostgres.start()) {
			switch (effort) {
				case SHORT -> rows.addAll(restart(1, Variant.PROBITY, database));
				case FULL -> {
					for (int run = 1; run <= 3; run++) {
						rows.addAll(restart(run, Variant.STOCK, database));
						rows.addAll(restart(run, Variant.PROBITY, database));
					}
				}
			}
		}
		return findings(rows);
	}

	private static List<Row> restart(int run, Variant variant, OwnPostgres database)
			throws IOException, InterruptedException, ExecutionException, TimeoutException {
		Row.Cell cell = new Row.Cell(run, Stack.TOMCAT, variant);
		Application application = new Application(cell.stack(), variant, LAME_DUCK, database.url());
		return Row.of(cell, Rollout.run(application, PLAN, FOLDER.resolve("%d-%s".formatted(run, variant.label()))));
	}

	static Findings findings(List<Row> rows) {
		int failed = rows.stream().filter((row) -> row.cell().variant() == Variant.PROBITY).mapToInt(Row::failed).sum();
		return new Findings(
				TEXT.formatted(Balancer.SWIFT.rate(), DirectClients.DEFAULT.rate(), LAME_DUCK.toSeconds(),
						new RestartTable(rows)),
				List.of(Target.atMost("requests that fail in a rolling restart", 0, 0, failed, "")));
	}

}
