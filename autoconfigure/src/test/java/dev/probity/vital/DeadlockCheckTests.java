package dev.probity.vital;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import dev.probity.check.CheckResult;
import dev.probity.fixture.ChildJvm;
import dev.probity.fixture.LoggedLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.awaitility.Awaitility.await;

/**
 * Real threads in a circle of locks, and those that only look like it.
 */
@Timeout(60)
class DeadlockCheckTests {

	private final LoggedLines log = new LoggedLines(DeadlockCheck.class);

	private final DeadlockCheck check = new DeadlockCheck();

	@AfterEach
	void giveBackTheLog() {
		this.log.close();
	}

	@Test
	void threadsThatNeverGoOnFailWithTheirNamesAndLocks() throws Exception {
		try (LockedPair pair = LockedPair.forEver("transfer")) {
			CheckResult result = this.check.check();
			assertThat(result).isInstanceOf(CheckResult.Failed.class);
			assertThat(result.reason()).matches("2 threads deadlocked: "
					+ "'transfer-(\\d)' waits for ReentrantLock@(\\w+) held by 'transfer-(\\d)', "
					+ "'transfer-\\3' waits for ReentrantLock@(?!\\2)\\w+ held by 'transfer-\\1'");
			assertThat(result.details().get("threads")).asInstanceOf(list(Object.class))
				.containsExactlyInAnyOrder("transfer-1", "transfer-2");
		}
		assertThat(this.check.check()).isEqualTo(CheckResult.passed());
	}

	@Test
	void theStacksAreLoggedOnceForEachOccurrence() throws Exception {
		try (LockedPair pair = LockedPair.forEver("transfer")) {
			this.check.check();
			this.check.check();
			assertThat(this.log.next()).singleElement()
				.asString()
				.startsWith("ERROR 2 threads are deadlocked and will never continue:")
				.contains("'transfer-1' waits for", "'transfer-2' waits for", "WAITING",
						"/java.util.concurrent.locks.ReentrantLock.lockInterruptibly", LockedPair.class.getName());
			try (LockedPair another = LockedPair.forEver("booking")) {
				assertThat(this.check.check().reason()).startsWith("4 threads deadlocked: ");
				assertThat(this.log.next()).singleElement().asString().contains("booking-1").doesNotContain("transfer");
			}
			this.check.check();
			assertThat(this.log.next()).isEmpty();
			pair.resolve();
			assertThat(this.check.check()).isEqualTo(CheckResult.passed());
			pair.lock();
			this.check.check();
			assertThat(this.log.next()).singleElement().asString().contains("'transfer-1'", "'transfer-2'");
		}
	}

	@Test
	void aCircleInWhichOneGivesUpIsNone() throws Exception {
		try (LockedPair pair = LockedPair.ofWhichOneGivesUpIn(Duration.ofMinutes(10), "patient")) {
			assertThat(ManagementFactory.getThreadMXBean().findDeadlockedThreads()).as("what the JVM calls one")
				.hasSize(2);
			assertThat(this.check.check()).isEqualTo(CheckResult.passed());
			assertThat(this.log.next()).isEmpty();
		}
	}

	@Test
	void waitingLongForALockThatIsHeldIsNone() throws InterruptedException {
		ReentrantLock lock = new ReentrantLock();
		List<Thread> queue = List.of(new Thread(lock::lock), new Thread(lock::lock), new Thread(lock::lock));
		lock.lock();
		queue.forEach(Thread::start);
		await().until(() -> lock.getQueueLength() == queue.size());
		assertThat(this.check.check()).isEqualTo(CheckResult.passed());
		lock.unlock();
	}

	@Test
	void monitorsAndLocksThatNobodyCanInterruptAreFoundInARunningProcess() {
		try (ChildJvm child = ChildJvm.start(DeadlockedProgram.class, ChildJvm.classPathWithout(), Map.of())) {
			child.awaitLine("^deadlock went to PASSING");
			String reason = child.awaitLine("^deadlock went to FAILING: (.*)$");
			assertThat(reason).startsWith("4 threads deadlocked: ")
				.containsPattern("'monitor-1' waits for Account@\\w+ held by 'monitor-2'")
				.containsPattern("'monitor-2' waits for Account@\\w+ held by 'monitor-1'")
				.containsPattern("'mixed-1' waits for ReentrantLock@\\w+ held by 'mixed-2'")
				.containsPattern("'mixed-2' waits for Account@\\w+ held by 'mixed-1'");
			assertThat(child.output()).containsOnlyOnce("held by 'monitor-2' (id ")
				.containsPattern("- locked Account@\\w+");
		}
	}

}
