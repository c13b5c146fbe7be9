package dev.probity.vital;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.probity.check.CheckResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A disk that is full, and one that is nearly full and has enough left.
 */
class DiskCheckTests {

	private static final long MEGABYTE = 1024 * 1024;

	@TempDir
	private Path folder;

	@Test
	void lessThanTheThresholdFailsWithTheFigures() {
		File disk = this.folder.toFile();
		CheckResult result = new DiskCheck(disk, Long.MAX_VALUE).check();
		assertThat(result).isInstanceOf(CheckResult.Failed.class);
		assertThat(result.reason())
			.matches("[\\d.]+ MB usable on the disk of '\\Q" + disk + "\\E', less than [\\d.]+ MB");
		assertThat(result.details()).containsEntry("path", disk.toString())
			.containsEntry("total", disk.getTotalSpace())
			.containsEntry("threshold", Long.MAX_VALUE)
			.containsKey("free");
	}

	@Test
	void enoughPassesWithTheFigures() {
		CheckResult result = new DiskCheck(new File("."), 10 * MEGABYTE).check();
		assertThat(result).isInstanceOf(CheckResult.Passed.class);
		assertThat(result.details()).containsEntry("path", new File(".").getAbsolutePath())
			.containsKeys("total", "free", "threshold");
	}

	@Test
	void aDiskThatIsFilledFailsAndOneThatIsNearlyFullDoesNot() throws Exception {
		try (SmallDisk disk = SmallDisk.mount(this.folder, 100)) {
			DiskCheck check = new DiskCheck(this.folder.toFile(), 4 * MEGABYTE);
			disk.write(95);
			assertThat(check.check()).as("95 %% full, 5 MB left").isInstanceOf(CheckResult.Passed.class);
			disk.write(2);
			assertThat(check.check().reason())
				.isEqualTo("3.0 MB usable on the disk of '%s', less than 4.0 MB".formatted(this.folder.toFile()));
			disk.write(3);
			assertThat(check.check().reason()).startsWith("0 KB usable");
		}
	}

	@Test
	void aPathThatIsNotThereIsInconclusive() {
		File missing = this.folder.resolve("missing").toFile();
		assertThat(new DiskCheck(missing, 1).check()).isEqualTo(CheckResult
			.inconclusive("free disk space of '%s' is not available, which does not exist".formatted(missing)));
	}

	@Test
	void theThresholdIsNotNegative() {
		assertThatIllegalArgumentException().isThrownBy(() -> new DiskCheck(new File("."), -1))
			.withMessage("'threshold' must not be negative, but is -1");
	}

	/**
	 * A file system in memory, which takes root to be mounted.
	 */
	private record SmallDisk(Path folder) implements AutoCloseable {

		static SmallDisk mount(Path folder, int megabytes) throws Exception {
			assumeThat(run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString()))
				.as("a file system can be mounted")
				.isTrue();
			return new SmallDisk(folder);
		}

		void write(int megabytes) throws IOException {
			Path file = Files.createTempFile(this.folder, "filler", null);
			try (OutputStream output = Files.newOutputStream(file)) {
				for (int i = 0; i < megabytes; i++) {
					output.write(new byte[(int) MEGABYTE]);
				}
			}
		}

		@Override
		public void close() throws Exception {
			assertThat(run("umount", this.folder.toString())).isTrue();
		}

		private static boolean run(String... command) throws InterruptedException {
			try {
				return new ProcessBuilder(List.of(command)).redirectErrorStream(true)
					.redirectOutput(ProcessBuilder.Redirect.DISCARD)
					.start()
					.waitFor() == 0;
			}
			catch (IOException ex) {
				return false;
			}
		}

	}

}
