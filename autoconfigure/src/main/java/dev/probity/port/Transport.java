package dev.probity.port;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * How bytes get over a connection. Never blocks; used by one thread.
 */
interface Transport {

	/**
	 * Read what there is.
	 * @param target takes the bytes; has room
	 * @return how many bytes; 0 if there are none now, -1 if there will be none
	 * @throws IOException if the connection is broken
	 */
	int read(ByteBuffer target) throws IOException;

	/**
	 * Write as much as the network takes now.
	 * @param source the bytes
	 * @return whether nothing is left to be written
	 * @throws IOException if the connection is broken
	 */
	boolean write(ByteBuffer source) throws IOException;

	/**
	 * Write what the transport itself has to say, if that was more than the network took.
	 * @return whether nothing is left to be written
	 * @throws IOException if the connection is broken
	 */
	default boolean flush() throws IOException {
		return true;
	}

	/**
	 * Nothing more will be written.
	 * @throws IOException if the connection is broken
	 */
	void endOutput() throws IOException;

}
