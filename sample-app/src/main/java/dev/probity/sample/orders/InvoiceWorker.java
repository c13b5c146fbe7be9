package dev.probity.sample.orders;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import dev.probity.vital.Heartbeat;
import dev.probity.vital.Heartbeats;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Writes invoices, one after another, on a thread of its own. Its heartbeat says that it
 * goes on: it waits for work as long as there is none, and for an invoice not longer than
 * "probity.vitals.heartbeats.invoices.max-silence".
 */
@Component
public class InvoiceWorker implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(InvoiceWorker.class);

	private final BlockingQueue<Runnable> invoices = new LinkedBlockingQueue<>();

	private final Heartbeats heartbeats;

	private volatile @Nullable Thread thread;

	InvoiceWorker(Heartbeats heartbeats) {
		this.heartbeats = heartbeats;
	}

	void invoice(Order order) {
		this.invoices.add(() -> logger.debug("Invoice for order {}", order.id()));
	}

	/**
	 * Give it some other work.
	 * @param work is done once all invoices before it are written
	 */
	public void execute(Runnable work) {
		this.invoices.add(work);
	}

	private void work() {
		Heartbeat heartbeat = this.heartbeats.start("invoices");
		try {
			while (true) {
				heartbeat.parked();
				Runnable invoice = this.invoices.take();
				heartbeat.beat();
				invoice.run();
			}
		}
		catch (InterruptedException ex) {
			// the orderly end; by any other exception the thread dies, and the heartbeat
			// tells
			heartbeat.stop();
		}
	}

	@Override
	public void start() {
		Thread worker = new Thread(this::work, "invoices");
		this.thread = worker;
		worker.start();
	}

	@Override
	public void stop() {
		Thread worker = this.thread;
		if (worker != null) {
			worker.interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		Thread worker = this.thread;
		return worker != null && worker.isAlive();
	}

}
