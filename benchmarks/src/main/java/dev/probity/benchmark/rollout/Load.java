package dev.probity.benchmark.rollout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests at a steady rate that does not depend on how quickly they are answered, over
 * connections that are used in turn. How long one took counts from when it was due, so
 * that a wait for a free connection is not left out.
 */
final class Load implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final Request END = new Request(-1, -1);

	private final long period;

	private final BlockingQueue<Request> due = new LinkedBlockingQueue<>();

	private final Tally tally = new Tally();

	private final List<Thread> clients = new ArrayList<>();

	private final Thread clock;

	private volatile boolean ended;

	private Load(String name, int rate, int connections, Target target) {
		this.period = Duration.ofSeconds(1).toNanos() / rate;
		for (int i = 0; i < connections; i++) {
			this.clients.add(thread(name + "-client-" + i, () -> send(target)));
		}
		this.clock = thread(name + "-clock", this::schedule);
	}

	/**
	 * Start to send.
	 * @param name what its threads are called
	 * @param rate requests per second
	 * @param connections how many connections there are at most
	 * @param target where they go
	 */
	static Load start(String name, int rate, int connections, Target target) {
		Load load = new Load(name, rate, connections, target);
		load.clients.forEach(Thread::start);
		load.clock.start();
		return load;
	}

	private static Thread thread(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

	private void schedule() {
		long start = System.nanoTime();
		for (int number = 0; !this.ended; number++) {
			long dueAt = start + number * this.period;
			for (long rest = dueAt - System.nanoTime(); rest > 0; rest = dueAt - System.nanoTime()) {
				LockSupport.parkNanos(rest);
			}
			this.tally.scheduled();
			this.due.add(new Request(number, dueAt));
		}
	}

	private void send(Target target) {
		try (KeepAliveClient client = new KeepAliveClient(target, TIMEOUT)) {
			for (Request request = this.due.take(); request != END; request = this.due.take()) {
				long sentAt = System.nanoTime();
				Outcome outcome = client.get("/work?order=" + request.number(),
						"{\"order\":%d,\"status\":\"SHIPPED\"}".formatted(request.number()));
				this.tally.add(outcome, request.dueAt(), sentAt, System.nanoTime());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Send nothing more, and wait for what has been sent.
	 * @return what came of each request
	 */
	Tally stop() throws InterruptedException {
		this.ended = true;
		this.clock.join();
		this.clients.forEach((client) -> this.due.add(END));
		for (Thread client : this.clients) {
			client.join();
		}
		return this.tally.complete();
	}

	/**
	 * Send nothing more, whatever is left.
	 */
	@Override
	public void close() {
		this.ended = true;
		this.due.clear();
		this.clients.forEach((client) -> this.due.add(END));
	}

	private record Request(int number, long dueAt) {

	}

}
