package dev.probity.benchmark.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * All cells, one after the other, round by round: what drifts on the machine does so for
 * all of them.
 *
 * @param readings those of each cell, by round
 */
record Rounds(Map<Cell, List<Reading>> readings) {

	private static final int WARM_UPS = 2;

	/**
	 * Measure.
	 * @param servers serve the cells
	 * @param rounds how many
	 * @param window how long each cell is measured in each of them
	 * @throws IllegalStateException if there is another answer than 200, or none
	 */
	static Rounds measure(List<Server> servers, List<Cell> cells, int rounds, Duration window) throws IOException {
		Map<Cell, List<Reading>> readings = new LinkedHashMap<>();
		for (int round = 0; round < rounds; round++) {
			for (int i = 0; i < cells.size(); i++) {
				// no cell always comes first
				Cell cell = cells.get((i + round * cells.size() / rounds) % cells.size());
				Server server = servers.stream().filter(cell::isServedBy).findFirst().orElseThrow();
				readings.computeIfAbsent(cell, (key) -> new ArrayList<>()).add(measure(server, cell, window));
			}
		}
		return new Rounds(readings);
	}

	/**
	 * Let each server answer for the same time, however many paths it has.
	 */
	static void warmUp(List<Server> servers, List<Cell> cells, Duration each) throws IOException {
		for (Server server : servers) {
			List<Cell> served = cells.stream().filter((cell) -> cell.isServedBy(server)).toList();
			measure(servers, served, WARM_UPS, each.dividedBy((long) WARM_UPS * served.size()));
		}
	}

	private static Reading measure(Server server, Cell cell, Duration window) throws IOException {
		Usage before = server.usage();
		Sample sample = cell.closedLoop(server).run(window);
		if (!sample.isOnly(200)) {
			throw new IllegalStateException("%s answered with %s".formatted(cell, sample.answers()));
		}
		return new Reading(sample, server.usage().since(before));
	}

	/**
	 * A figure of a cell, in all rounds.
	 */
	Figures figures(Cell cell, ToDoubleFunction<Reading> figure) {
		return Figures.of(rounds(cell).stream().map(figure::applyAsDouble).toList());
	}

	/**
	 * A figure of a cell by that of another one, each in the same round.
	 */
	Figures ratios(Cell cell, Cell other, ToDoubleFunction<Reading> figure) {
		List<Reading> numerators = rounds(cell);
		List<Reading> denominators = rounds(other);
		return Figures.of(IntStream.range(0, numerators.size())
			.mapToObj((i) -> figure.applyAsDouble(numerators.get(i)) / figure.applyAsDouble(denominators.get(i)))
			.toList());
	}

	private List<Reading> rounds(Cell cell) {
		List<Reading> rounds = this.readings.get(cell);
		if (rounds == null) {
			throw new IllegalArgumentException("%s has not been measured".formatted(cell));
		}
		return rounds;
	}

}
