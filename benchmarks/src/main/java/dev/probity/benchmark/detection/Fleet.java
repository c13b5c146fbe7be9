package dev.probity.benchmark.detection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Instances that have their faults at the same time, none of which knows of the others:
 * hardly anything is done but to wait.
 */
final class Fleet implements AutoCloseable {

	private final List<Incidents> members = new ArrayList<>();

	/**
	 * Start all instances of a schedule, and make all faults happen.
	 * @param folder gets the logs
	 */
	static List<Sample> observe(Schedule schedule, Path folder) throws IOException {
		try (Fleet fleet = new Fleet()) {
			for (int i = 0; i < schedule.instances(); i++) {
				fleet.members.add(Incidents.launch(schedule, folder.resolve("instance-%d.log".formatted(i))));
			}
			for (Incidents member : fleet.members) {
				member.awaitReady();
			}
			List<CompletableFuture<List<Sample>>> samples = fleet.members.stream().map(Fleet::observe).toList();
			return samples.stream().map(CompletableFuture::join).flatMap(List::stream).toList();
		}
	}

	private static CompletableFuture<List<Sample>> observe(Incidents member) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return member.observe();
			}
			catch (IOException ex) {
				throw new CompletionException(ex);
			}
		}, (work) -> new Thread(work, "incidents").start());
	}

	@Override
	public void close() throws IOException {
		for (Incidents member : this.members) {
			member.close();
		}
	}

}
