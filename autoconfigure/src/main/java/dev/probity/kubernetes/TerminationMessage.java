package dev.probity.kubernetes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executor;

import dev.probity.text.Secrecy;
import dev.probity.text.VisibleText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The file whose content Kubernetes shows as the message of a container that has ended.
 * It is a mount of the kubelet: it is overwritten in place and never created, renamed or
 * deleted. Where there is no such file nothing happens. Thread-safe.
 */
final class TerminationMessage {

	/**
	 * Kubernetes keeps 4096 bytes of a container, and 12 KiB of all of a pod.
	 */
	static final int MOST_BYTES = 1024;

	private static final Log logger = LogFactory.getLog(TerminationMessage.class);

	private static final byte[] CUT = "…".getBytes(StandardCharsets.UTF_8);

	private final Path file;

	private final Executor writer;

	private boolean failed;

	/**
	 * Keep the message.
	 * @param file where it is
	 * @param writer writes, in its time; it may pass over all but what comes last
	 */
	TerminationMessage(Path file, Executor writer) {
		this.file = file;
		this.writer = writer;
	}

	/**
	 * Replace what it says.
	 * @param text any text; what ends up in the file is one line without secrets
	 */
	void write(String text) {
		this.writer.execute(() -> overwrite(bytes(text)));
	}

	/**
	 * Have it say nothing.
	 */
	void clear() {
		this.writer.execute(() -> overwrite(new byte[0]));
	}

	private synchronized void overwrite(byte[] content) {
		// a pipe would block, a directory cannot be written
		if (!Files.isRegularFile(this.file)) {
			return;
		}
		try (FileChannel channel = FileChannel.open(this.file, StandardOpenOption.WRITE)) {
			ByteBuffer buffer = ByteBuffer.wrap(content);
			while (buffer.hasRemaining()) {
				channel.write(buffer, buffer.position());
			}
			// last: a process that ends in between has said something
			channel.truncate(content.length);
			this.failed = false;
		}
		catch (IOException | RuntimeException ex) {
			if (!this.failed) {
				this.failed = true;
				logger.warn(("The termination message file '%s' cannot be written, so Kubernetes will not show why "
						+ "this container ended: %s. 'probity.kubernetes.termination-message-path' names another file.")
					.formatted(this.file, ex));
			}
		}
	}

	/**
	 * As many whole characters as there is room for.
	 */
	static byte[] bytes(String text) {
		byte[] all = VisibleText.line(Secrecy.hide(text)).strip().getBytes(StandardCharsets.UTF_8);
		if (all.length <= MOST_BYTES) {
			return all;
		}
		int end = MOST_BYTES - CUT.length;
		while (isInsideCharacter(all[end])) {
			end--;
		}
		return ByteBuffer.allocate(end + CUT.length).put(all, 0, end).put(CUT).array();
	}

	private static boolean isInsideCharacter(byte utf8) {
		return (utf8 & 0xc0) == 0x80;
	}

}
