package dev.probity.benchmark.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Asks for one path over connections that are kept, all of them in one thread: on each
 * connection again as soon as it has the answer, or at a steady pace.
 *
 * @param port where the server listens, on the loopback interface
 * @param path the path
 * @param connections how many of them
 * @param period from one request of a connection to its next; {@link Duration#ZERO} for
 * at once
 */
record Load(int port, String path, int connections, Duration period) {

	/** How long an answer is waited for. */
	static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static final long LOOK_MILLIS = 5;

	/**
	 * As fast as it answers.
	 */
	static Load closedLoop(int port, String path, int connections) {
		return new Load(port, path, connections, Duration.ZERO);
	}

	/**
	 * One connection, whatever the answers take, but not before them.
	 */
	static Load steady(int port, String path, int perSecond) {
		return new Load(port, path, 1, Duration.ofSeconds(1).dividedBy(perSecond));
	}

	/**
	 * Ask.
	 * @param window how long requests are sent
	 * @return once all of them have been answered, or have timed out
	 */
	Sample run(Duration window) throws IOException {
		try (Run run = new Run(System.nanoTime() + window.toNanos())) {
			return run.complete();
		}
	}

	private final class Run implements AutoCloseable {

		private final Sample.Tally tally = new Sample.Tally();

		private final List<Exchange> exchanges = new ArrayList<>();

		private final Selector selector;

		private final long end;

		Run(long end) throws IOException {
			this.end = end;
			this.selector = Selector.open();
			try {
				for (int i = 0; i < Load.this.connections; i++) {
					this.exchanges.add(open());
				}
			}
			catch (IOException ex) {
				close();
				throw ex;
			}
		}

		private Exchange open() throws IOException {
			return Exchange.open(Load.this.port, Load.this.path, this.selector, System.nanoTime());
		}

		Sample complete() throws IOException {
			this.tally.begin(System.nanoTime());
			long lookAt = System.nanoTime();
			long now = lookAt;
			while (now - this.end < 0 || this.exchanges.stream().anyMatch(Exchange::isWaiting)) {
				if (now - lookAt >= 0) {
					look(now);
					lookAt = now + TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
				}
				this.selector.select(this::receive, LOOK_MILLIS);
				now = System.nanoTime();
			}
			return this.tally.sample();
		}

		/**
		 * Sends what is due, and gives up what is overdue.
		 */
		private void look(long now) throws IOException {
			for (int i = 0; i < this.exchanges.size(); i++) {
				Exchange exchange = this.exchanges.get(i);
				if (exchange.isWaiting() && exchange.waitedFor(now) > TIMEOUT.toNanos()) {
					replace(exchange);
				}
				else if (exchange.isDue(now) && now - this.end < 0) {
					exchange.send(now);
				}
			}
		}

		private void receive(SelectionKey key) {
			Exchange exchange = (Exchange) key.attachment();
			try {
				int status = exchange.receive();
				if (status != Exchange.NONE) {
					long now = System.nanoTime();
					this.tally.answered(status, exchange.waitedFor(now), now);
					next(exchange, now);
				}
			}
			catch (IOException ex) {
				replaceBroken(exchange);
			}
		}

		private void next(Exchange exchange, long now) throws IOException {
			exchange.dueAgainAt(Math.max(now, exchange.dueAt() + Load.this.period.toNanos()));
			if (exchange.isDue(now) && now - this.end < 0) {
				exchange.send(now);
			}
		}

		private void replaceBroken(Exchange exchange) {
			try {
				replace(exchange);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private void replace(Exchange exchange) throws IOException {
			if (exchange.isWaiting()) {
				this.tally.unanswered();
			}
			exchange.close();
			this.exchanges.set(this.exchanges.indexOf(exchange), open());
		}

		@Override
		public void close() throws IOException {
			this.exchanges.forEach(Exchange::close);
			this.selector.close();
		}

	}

}
