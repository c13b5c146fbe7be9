package dev.probity.benchmark.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Asks probes in the condition that there is: all of them at the same time at a steady
 * pace, and then, by turns, as fast as they answer.
 *
 * @param schedule how long
 */
record Questioning(Schedule schedule) {

	private static final int PER_SECOND = 50;

	private static final Executor THREADS = (load) -> {
		Thread thread = new Thread(load, "load");
		thread.setDaemon(true);
		thread.start();
	};

	List<Replies> ask(List<Question> questions) throws IOException {
		List<Replies> replies = steady(questions);
		for (int i = 0; i < this.schedule.bursts(); i++) {
			for (int j = 0; j < replies.size(); j++) {
				Replies before = replies.get(j);
				if (before.steady().answered() > 0) {
					replies.set(j, before.and(burst(before.question(), this.schedule.burst())));
				}
			}
		}
		return replies;
	}

	/**
	 * Ask servers that are cold.
	 */
	void warmUp(List<Question> questions) throws IOException {
		Duration each = this.schedule.warmUp().dividedBy(questions.size());
		for (Question question : questions) {
			burst(question, each);
		}
	}

	private List<Replies> steady(List<Question> questions) {
		List<CompletableFuture<Replies>> replies = questions.stream()
			.map((question) -> CompletableFuture.supplyAsync(() -> steady(question), THREADS))
			.toList();
		return new ArrayList<>(replies.stream().map(CompletableFuture::join).toList());
	}

	private Replies steady(Question question) {
		try {
			Load load = Load.steady(question.port(), question.path(), PER_SECOND);
			return new Replies(question, load.run(this.schedule.steady()), null);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Sample burst(Question question, Duration window) throws IOException {
		return Load.closedLoop(question.port(), question.path(), Cell.CONNECTIONS).run(window);
	}

}
