package dev.probity.vital;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.LinkedHashMap;
import java.util.Map;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.probity.check.CheckResult;
import dev.probity.check.Range;
import dev.probity.check.VitalCheck;
import dev.probity.observation.InconclusiveResult;

/**
 * Fails while this process has nearly as many files and sockets open as it may
 * ({@code ulimit -n}): soon it will accept no connection and open no file. Many open ones
 * below the threshold pass.
 * <p>
 * If the JVM does not expose the figures, as on Windows, the result is inconclusive. The
 * limit of the whole system is not checked before it is reached. Counting takes a time
 * that grows with the number of open files. Thread-safe.
 *
 * @since 0.1.0
 */
public final class FileDescriptorCheck implements VitalCheck {

	private static final File ALWAYS_THERE = new File("/dev/null");

	private final double threshold;

	/**
	 * Look at the file descriptors of this process.
	 * @param threshold the fraction of those it may have from which on it fails; above 0,
	 * at most 1
	 */
	public FileDescriptorCheck(double threshold) {
		this.threshold = Range.SHARE.require("threshold", threshold);
	}

	@Override
	public CheckResult check() {
		try {
			OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
			return (system instanceof UnixOperatingSystemMXBean unix) ? evaluate(unix)
					: CheckResult.inconclusive("this JVM does not expose the number of open files");
		}
		catch (Throwable ex) {
			return InconclusiveResult.because(ex);
		}
	}

	private CheckResult evaluate(UnixOperatingSystemMXBean system) {
		long max = system.getMaxFileDescriptorCount();
		long open;
		try {
			open = system.getOpenFileDescriptorCount();
		}
		catch (InternalError ex) {
			// counting needs a file descriptor, too
			return isNoneLeft()
					? CheckResult.failed("all %d file descriptors are in use".formatted(max), Map.of("max", max))
					: InconclusiveResult.because(ex);
		}
		if (open < 0 || max <= 0) {
			return CheckResult.inconclusive("this JVM does not expose the number of open files");
		}
		return judge(open, max);
	}

	private CheckResult judge(long open, long max) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("open", open);
		details.put("max", max);
		details.put("threshold", this.threshold);
		return (open < this.threshold * max) ? CheckResult.passed(details)
				: CheckResult.failed("%d of %d file descriptors are open".formatted(open, max), details);
	}

	/**
	 * Whether a file that is there cannot be opened.
	 */
	private static boolean isNoneLeft() {
		try (InputStream opened = new FileInputStream(ALWAYS_THERE)) {
			return false;
		}
		catch (IOException ex) {
			return ALWAYS_THERE.canRead();
		}
	}

}
