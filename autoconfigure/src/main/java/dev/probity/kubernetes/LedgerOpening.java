package dev.probity.kubernetes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

import dev.probity.text.Durations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Opens the ledger on the thread of its file, since a volume that hangs does so when it
 * is read, too, and an application starts without a ledger as well.
 */
final class LedgerOpening implements Runnable {

	private static final Log logger = LogFactory.getLog(LedgerOpening.class);

	private final Path directory;

	private final FileThread thread;

	private volatile @Nullable Ledger ledger;

	private LedgerOpening(Path directory, FileThread thread) {
		this.directory = directory;
		this.thread = thread;
	}

	/**
	 * Open it, or log why there is none.
	 * @param patience how long to wait for it
	 * @return the ledger, or {@code null} if there is none
	 */
	static @Nullable Ledger open(Path directory, FileThread thread, Duration patience) {
		LedgerOpening opening = new LedgerOpening(directory, thread);
		thread.execute(opening);
		boolean done = thread.await(patience,
				() -> ("There is no ledger of restarts for this run: the directory '%s' ('%s') has not answered within "
						+ "%s. Its volume hangs, or is slow: look after that, mount an emptyDir there instead, or remove "
						+ "the property.")
					.formatted(directory, ContainerSettings.LEDGER, Durations.exact(patience)));
		return done ? opening.ledger : null;
	}

	@Override
	public void run() {
		if (Files.isDirectory(this.directory)) {
			open();
		}
		else {
			logger.warn(("There is no ledger of restarts: the directory '%s' ('%s') does not exist. Mount an emptyDir "
					+ "there, or remove the property.")
				.formatted(this.directory, ContainerSettings.LEDGER));
		}
	}

	private void open() {
		try {
			this.ledger = Ledger.open(this.directory, InstantSource.system(), this.thread);
		}
		catch (RuntimeException ex) {
			logger.warn("There is no ledger of restarts for this run: that in '%s' ('%s') cannot be opened"
				.formatted(this.directory, ContainerSettings.LEDGER), ex);
		}
	}

}
