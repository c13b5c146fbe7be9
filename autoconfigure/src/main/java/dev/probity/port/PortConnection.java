package dev.probity.port;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

/**
 * A caller that is connected. Answers its requests one after another, and reads no
 * further as long as an answer is not written. After some answers it lets others go
 * first, since a caller that sends without a pause would keep the thread from them for
 * ever. Used by one thread.
 */
final class PortConnection {

	private enum State {

		/** A request is awaited, or has come in part. */
		READING,

		/** An answer is under way, and nothing after it. */
		LAST_ANSWER,

		/** The answer is written; what still comes is not of interest. */
		DRAINING

	}

	// few enough that as many callers as may be connected are through in much less than
	// the second that a kubelet waits
	private static final int MAX_ANSWERS = 16;

	private static final int MAX_DRAINED = 1 << 21;

	private final SelectionKey key;

	private final Transport transport;

	private final HeadBuffer head = new HeadBuffer();

	private State state = State.READING;

	private @Nullable ByteBuffer unwritten;

	// made by somebody else, and not there yet
	private @Nullable Reply awaited;

	private int drained;

	PortConnection(SelectionKey key, Transport transport) {
		this.key = key;
		this.transport = transport;
	}

	/**
	 * Do what can be done now.
	 * @param buffer what may be used for that
	 * @param answers makes an answer of a request
	 * @return how it goes on
	 * @throws IOException if the connection is broken
	 */
	Progress proceed(ByteBuffer buffer, BiFunction<byte[], Integer, Reply> answers) throws IOException {
		if (!this.transport.flush() || !writeRest()) {
			return waitToWrite(false);
		}
		int answered = 0;
		while (true) {
			if (this.state == State.LAST_ANSWER) {
				this.transport.endOutput();
				this.state = State.DRAINING;
			}
			if (this.state == State.DRAINING) {
				return drain(buffer) ? waitToRead(answered > 0) : Progress.OVER;
			}
			if (answered == MAX_ANSWERS) {
				this.key.interestOps(0);
				return Progress.UNFINISHED;
			}
			Reply reply = (this.awaited != null) ? this.awaited : nextReply(answers);
			this.awaited = reply;
			if (reply != null && !reply.isThere()) {
				this.key.interestOps(0);
				return Progress.ANSWERING;
			}
			this.awaited = null;
			if (reply == null) {
				int count = this.transport.read(buffer.clear().limit(this.head.room()));
				if (count < 0) {
					return Progress.OVER;
				}
				if (count == 0) {
					return this.transport.flush() ? waitToRead(answered > 0) : waitToWrite(answered > 0);
				}
				this.head.append(buffer.flip());
				continue;
			}
			answered++;
			this.state = reply.isLast() ? State.LAST_ANSWER : State.READING;
			this.unwritten = reply.bytes();
			if (!writeRest()) {
				return waitToWrite(true);
			}
		}
	}

	private @Nullable Reply nextReply(BiFunction<byte[], Integer, Reply> answers) {
		if (this.head.isNoRequest()) {
			this.head.clear();
			return new Reply(PortAnswer.badRequest(), RequestHead.Connection.CLOSE);
		}
		int length = this.head.headLength();
		if (length > 0) {
			Reply reply = answers.apply(this.head.bytes(), length);
			this.head.discard(length);
			return reply;
		}
		if (this.head.room() == 0) {
			this.head.clear();
			return new Reply(PortAnswer.headTooLarge(), RequestHead.Connection.CLOSE);
		}
		return null;
	}

	private boolean writeRest() throws IOException {
		if (this.unwritten != null) {
			if (!this.transport.write(this.unwritten)) {
				return false;
			}
			this.unwritten = null;
		}
		return true;
	}

	/**
	 * Closing a connection while something is unread takes back an answer that the other
	 * side has not read yet.
	 */
	private boolean drain(ByteBuffer buffer) throws IOException {
		for (int count = this.transport.read(buffer.clear()); count != 0; count = this.transport.read(buffer.clear())) {
			this.drained += Math.max(count, 0);
			if (count < 0 || this.drained > MAX_DRAINED) {
				return false;
			}
		}
		return true;
	}

	private Progress waitToRead(boolean answered) {
		this.key.interestOps(SelectionKey.OP_READ);
		if (this.state == State.DRAINING) {
			return Progress.LEAVING;
		}
		return (answered && this.head.isEmpty()) ? Progress.ANSWERED : Progress.WAITING;
	}

	private Progress waitToWrite(boolean answered) {
		this.key.interestOps(SelectionKey.OP_WRITE);
		return answered ? Progress.ANSWERED : Progress.WAITING;
	}

	/**
	 * How a connection goes on.
	 */
	enum Progress {

		/** The time that was given runs on. */
		WAITING,

		/** A request has been answered, and another may come. */
		ANSWERED,

		/** An answer is being made, and nothing is read meanwhile. */
		ANSWERING,

		/**
		 * Others come first. What is left may have been read from the network already, so
		 * that no selector tells of it.
		 */
		UNFINISHED,

		/** All has been said; the other side is to close. */
		LEAVING,

		/** To be closed. */
		OVER

	}

	/**
	 * An answer.
	 *
	 * @param made the answer, which never fails
	 * @param connection whether another may follow
	 */
	record Reply(CompletableFuture<ByteBuffer> made, RequestHead.Connection connection) {

		Reply(ByteBuffer bytes, RequestHead.Connection connection) {
			this(CompletableFuture.completedFuture(bytes), connection);
		}

		boolean isThere() {
			return this.made.isDone();
		}

		ByteBuffer bytes() {
			return this.made.join();
		}

		boolean isLast() {
			return this.connection == RequestHead.Connection.CLOSE;
		}

	}

}
