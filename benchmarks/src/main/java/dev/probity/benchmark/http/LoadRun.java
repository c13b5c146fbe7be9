package dev.probity.benchmark.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The connections of a load while it asks. Not thread-safe.
 */
final class LoadRun implements AutoCloseable {

	private static final long LOOK_MILLIS = 5;

	private final Load load;

	private final Sample.Tally tally = new Sample.Tally();

	private final List<Exchange> exchanges = new ArrayList<>();

	private final Selector selector;

	private final long end;

	LoadRun(Load load, long end) throws IOException {
		this.load = load;
		this.end = end;
		this.selector = Selector.open();
		try {
			for (int i = 0; i < load.connections(); i++) {
				this.exchanges.add(open(System.nanoTime()));
			}
		}
		catch (IOException ex) {
			close();
			throw ex;
		}
	}

	private Exchange open(long dueAt) throws IOException {
		return Exchange.open(this.load.port(), this.load.path(), this.selector, dueAt);
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
			if (exchange.isWaiting() && exchange.waitedFor(now) > Load.TIMEOUT.toNanos()) {
				exchange.dueAgainAt(now);
				replace(exchange);
			}
			else {
				sendIfDue(exchange, now);
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
				exchange.dueAgainAt(Math.max(now, exchange.dueAt() + this.load.period().toNanos()));
				if (exchange.isClosing()) {
					replace(exchange);
				}
				else {
					sendIfDue(exchange, now);
				}
			}
		}
		catch (IOException ex) {
			replaceBroken(exchange);
		}
	}

	private void sendIfDue(Exchange exchange, long now) throws IOException {
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
		Exchange next = open(exchange.dueAt());
		this.exchanges.set(this.exchanges.indexOf(exchange), next);
		sendIfDue(next, System.nanoTime());
	}

	@Override
	public void close() throws IOException {
		this.exchanges.forEach(Exchange::close);
		this.selector.close();
	}

}
