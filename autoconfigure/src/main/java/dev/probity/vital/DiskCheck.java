package dev.probity.vital;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.probity.check.CheckResult;
import dev.probity.check.VitalCheck;
import dev.probity.observation.InconclusiveResult;

/**
 * Fails while the space that this process can still use on a disk is below an absolute
 * threshold. A disk that is nearly full by percentage passes, as long as there is enough
 * left.
 * <p>
 * If the space is not available, because there is no such path for example, the result is
 * inconclusive. Inodes and quotas that the system does not count into the usable space
 * are not seen. Thread-safe.
 *
 * @since 0.1.0
 */
public final class DiskCheck implements VitalCheck {

	private static final long MEGABYTE = 1024 * 1024;

	private final File path;

	private final long threshold;

	/**
	 * Look at the disk of a path.
	 * @param path a file or directory on the disk
	 * @param threshold the bytes that have to be usable; at least 0
	 */
	public DiskCheck(File path, long threshold) {
		if (threshold < 0) {
			throw new IllegalArgumentException("'threshold' must not be negative, but is " + threshold);
		}
		this.path = path.getAbsoluteFile();
		this.threshold = threshold;
	}

	@Override
	public CheckResult check() {
		try {
			long usable = this.path.getUsableSpace();
			// read last: both are 0 where the system has no figure
			long total = this.path.getTotalSpace();
			if (total <= 0) {
				return CheckResult.inconclusive("free disk space of '%s' is not available%s".formatted(this.path,
						this.path.exists() ? "" : ", which does not exist"));
			}
			return judge(usable, total);
		}
		catch (Throwable ex) {
			return InconclusiveResult.because(ex);
		}
	}

	private CheckResult judge(long usable, long total) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("path", this.path.toString());
		details.put("total", total);
		details.put("free", usable);
		details.put("threshold", this.threshold);
		return (usable >= this.threshold) ? CheckResult.passed(details)
				: CheckResult.failed("%s usable on the disk of '%s', less than %s".formatted(print(usable), this.path,
						print(this.threshold)), details);
	}

	private static String print(long bytes) {
		return (bytes < MEGABYTE) ? bytes / 1024 + " KB"
				: String.format(Locale.ROOT, "%.1f MB", (double) bytes / MEGABYTE);
	}

}
