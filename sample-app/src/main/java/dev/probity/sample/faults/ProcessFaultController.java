package dev.probity.sample.faults;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.probity.sample.orders.InvoiceWorker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The fault switch for what can go wrong inside the process.
 */
@RestController
@Profile("!external")
@ResponseStatus(HttpStatus.NO_CONTENT)
class ProcessFaultController {

	private static final Logger logger = LoggerFactory.getLogger(ProcessFaultController.class);

	private final InvoiceWorker worker;

	private volatile CountDownLatch hanging = new CountDownLatch(0);

	private volatile List<Thread> deadlocked = List.of();

	ProcessFaultController(InvoiceWorker worker) {
		this.worker = worker;
	}

	@PostMapping("/faults/worker/hang")
	void hangWorker() {
		CountDownLatch end = new CountDownLatch(1);
		this.hanging.countDown();
		this.hanging = end;
		this.worker.execute(() -> await(end));
		logger.info("Fault switch: worker hang");
	}

	@PostMapping("/faults/worker/die")
	void killWorker() {
		this.worker.execute(() -> {
			throw new IllegalStateException("Fault switch: worker die");
		});
	}

	@PostMapping("/faults/worker/heal")
	void healWorker() {
		this.hanging.countDown();
		if (!this.worker.isRunning()) {
			this.worker.start();
		}
		logger.info("Fault switch: worker heal");
	}

	/**
	 * As a lock cannot be taken from a thread that does not want to be interrupted,
	 * nothing but a restart heals a real one.
	 */
	@PostMapping("/faults/deadlock/hang")
	void deadlock() {
		logger.info("Fault switch: deadlock hang");
		this.deadlocked = Deadlock.start();
	}

	@PostMapping("/faults/deadlock/heal")
	void healDeadlock() {
		this.deadlocked.forEach(Thread::interrupt);
		logger.info("Fault switch: deadlock heal");
	}

	private static void await(CountDownLatch end) {
		try {
			end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
