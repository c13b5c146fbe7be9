package dev.probity.worker;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The work: a parcel for each record. Some records are made to go wrong.
 */
@Component
class Packing {

	private static final Logger logger = LoggerFactory.getLogger(Packing.class);

	private final Object tape = new Object();

	private final Object scissors = new Object();

	@KafkaListener(id = "packing", topics = "parcels", autoStartup = "${worker.listens:true}")
	void pack(String parcel) throws InterruptedException {
		logger.info("Packing {}", parcel);
		switch (parcel) {
			case "large" -> TimeUnit.SECONDS.sleep(6);
			case "deadlock" -> quarrel();
			default -> {
			}
		}
	}

	@Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
	void tidyUp() {
		logger.debug("Tidying up");
	}

	/**
	 * Two threads that each have what the other one wants.
	 */
	private void quarrel() {
		CountDownLatch bothHold = new CountDownLatch(2);
		start("one", this.tape, this.scissors, bothHold);
		start("other", this.scissors, this.tape, bothHold);
	}

	private static void start(String name, Object first, Object second, CountDownLatch bothHold) {
		Thread thread = new Thread(() -> {
			synchronized (first) {
				bothHold.countDown();
				try {
					bothHold.await();
				}
				catch (InterruptedException ex) {
					return;
				}
				synchronized (second) {
					logger.info("Never reached");
				}
			}
		}, name);
		thread.setDaemon(true);
		thread.start();
	}

}
