package dev.probity.check;

import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What a class has logged, instead of logging it.
 */
public final class CapturedLog extends Handler implements AutoCloseable {

	private final Logger logger;

	private final List<String> lines = new CopyOnWriteArrayList<>();

	public CapturedLog(Class<?> type) {
		this.logger = Logger.getLogger(type.getName());
		this.logger.addHandler(this);
		this.logger.setUseParentHandlers(false);
	}

	public List<String> lines() {
		return this.lines;
	}

	@Override
	public void publish(LogRecord record) {
		this.lines.add((record.getParameters() != null)
				? MessageFormat.format(record.getMessage(), record.getParameters()) : record.getMessage());
	}

	@Override
	public void flush() {
	}

	@Override
	public void close() {
		this.logger.setUseParentHandlers(true);
		this.logger.removeHandler(this);
	}

}
