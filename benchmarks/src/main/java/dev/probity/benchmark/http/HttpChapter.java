package dev.probity.benchmark.http;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import dev.probity.benchmark.report.Chapter;
import dev.probity.benchmark.report.Effort;
import dev.probity.benchmark.report.Findings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * What probes and a constant endpoint take over HTTP, with Probity and without: while all
 * is well, and while it is not.
 */
public final class HttpChapter implements Chapter {

	private static final Path FOLDER = Path.of("target", "http");

	private static final String HEALTHY = """
			Each line is asked over kept connections, as fast as it answers, by turns with all other lines: %d rounds of
			%s s each. Median [least, most] of the rounds; `× /const` is by stock's `/const` of the same stack, round and
			number of connections. CPU and bytes are those of the server's process, per request; the client has the same
			two cores. Two lines show what cannot be had otherwise: `/ahead` is answered by a filter (by an `HttpHandler`, on
			Reactor Netty) ahead of Spring, of all other filters and of the observation of requests; `/actuator/constant` is
			an endpoint that returns one entry.

			""";

	private static final String OTHERWISE = """
			In each condition all probes are asked at the same time, 50 times a second over one connection each, and then,
			by turns, over 16 connections as fast as they answer. No answer means none within 2 s; what did not answer to
			50 a second is not asked faster. Tomcat closes a connection after each 503, so those need a new one each time.

			""";

	@Override
	public String name() {
		return "http";
	}

	@Override
	public Findings measure(Effort effort) throws Exception {
		try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
			Database database = new Database(postgres.getJdbcUrl("postgres", "postgres"));
			try (Servers servers = Servers.start(database, FOLDER, false)) {
				Rounds rounds = healthy(servers, effort);
				Conditions conditions = Conditions.observe(servers, database, FOLDER, effort);
				return new Findings(text(Schedule.of(effort), rounds, conditions),
						new HttpTargets(rounds, conditions).all());
			}
		}
	}

	private static Rounds healthy(Servers servers, Effort effort) throws Exception {
		Schedule schedule = Schedule.of(effort);
		List<Cell> cells = Cell.all(effort);
		List<Cell> warmUp = cells.stream().filter((cell) -> cell.connections() == Cell.CONNECTIONS).toList();
		Rounds.warmUp(servers.all(), warmUp, schedule.warmUp());
		return Rounds.measure(servers.all(), cells, schedule.rounds(), schedule.window());
	}

	private static String text(Schedule schedule, Rounds rounds, Conditions conditions) {
		String tables = Cell.STACKS.stream()
			.map((stack) -> "**%s**\n\n%s\n".formatted(stack.label(), new HealthyTable(stack, rounds).text()))
			.collect(Collectors.joining());
		return HEALTHY.formatted(schedule.rounds(), Figures.number(schedule.window().toMillis() / 1000.0, 1)) + tables
				+ OTHERWISE + conditions.text();
	}

}
