package dev.probity.benchmark.http.app;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the process has used so far.
 */
@RestController
class UsageController {

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

	/**
	 * Nanoseconds of CPU, and the bytes that its threads have allocated, those left out
	 * that have ended.
	 */
	@GetMapping(path = "/usage", produces = MediaType.TEXT_PLAIN_VALUE)
	String usage() {
		long allocated = Arrays.stream(this.threads.getThreadAllocatedBytes(this.threads.getAllThreadIds()))
			.filter((bytes) -> bytes > 0)
			.sum();
		return this.system.getProcessCpuTime() + " " + allocated;
	}

}
