package dev.probity.test.fault;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import dev.probity.test.proxy.Relay;

/**
 * One connection to a Kafka broker. A broker tells its clients where all brokers are; in
 * what it says, their addresses are replaced by those of proxies, or the clients would go
 * past them. Everything else passes as it is.
 */
final class KafkaRelay implements Relay {

	// what TLS begins with; a message of Kafka that does would be larger than any
	private static final int TLS_HANDSHAKE = 0x16;

	private final UnaryOperator<Address> proxies;

	private final Runnable encrypted;

	// by the number that an answer bears, too
	private final Map<Integer, KafkaQuestion> questions = new ConcurrentHashMap<>();

	KafkaRelay(UnaryOperator<Address> proxies, Runnable encrypted) {
		this.proxies = proxies;
		this.encrypted = encrypted;
	}

	@Override
	public void toServer(InputStream from, Passage to) throws IOException {
		DataInputStream client = new DataInputStream(from);
		for (byte[] question = next(client); question.length > 0; question = next(client)) {
			note(question);
			pass(question, to);
		}
	}

	private void note(byte[] question) {
		ByteBuffer header = ByteBuffer.wrap(question);
		short api = header.getShort();
		short version = header.getShort();
		if (KafkaQuestion.isAboutBrokers(api)) {
			this.questions.put(header.getInt(), new KafkaQuestion(api, version));
		}
	}

	@Override
	public void toClient(InputStream from, Passage to) throws IOException {
		DataInputStream server = new DataInputStream(from);
		for (byte[] answer = next(server); answer.length > 0; answer = next(server)) {
			KafkaQuestion question = this.questions.remove(ByteBuffer.wrap(answer).getInt());
			pass((question != null) ? question.withAddresses(answer, this.proxies) : answer, to);
		}
	}

	/**
	 * The next message without its length; empty at the end.
	 */
	private byte[] next(DataInputStream in) throws IOException {
		int length;
		try {
			length = in.readInt();
		}
		catch (EOFException ex) {
			return new byte[0];
		}
		if (length >>> 24 == TLS_HANDSHAKE) {
			this.encrypted.run();
			throw new ProtocolException("The client speaks TLS");
		}
		byte[] message = in.readNBytes(length);
		if (message.length < length) {
			throw new EOFException();
		}
		return message;
	}

	private static void pass(byte[] message, Passage to) throws IOException {
		byte[] framed = ByteBuffer.allocate(Integer.BYTES + message.length).putInt(message.length).put(message).array();
		to.pass(framed, framed.length);
	}

}
