package dev.probity.indicator;

import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.probity.detail.DetailShape;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Objects look as Actuator's own JSON shows them: they are written by its mapper, and
 * what has been written is read.
 *
 * @since 0.1.0
 */
public final class JacksonDetailShape implements DetailShape {

	private static final int LONGEST = 100_000;

	private final Supplier<@Nullable JsonMapper> mapper;

	/**
	 * Objects as a mapper writes them.
	 * @param mapper gives the mapper, or {@code null} if there is none, whenever an
	 * object is to be written
	 */
	public JacksonDetailShape(Supplier<@Nullable JsonMapper> mapper) {
		this.mapper = mapper;
	}

	@Override
	public @Nullable Object shape(Object value) {
		JsonMapper current = this.mapper.get();
		if (current == null) {
			return value;
		}
		BoundedText text = new BoundedText();
		current.writer().without(SerializationFeature.WRAP_ROOT_VALUE).writeValue(text, value);
		try (JsonParser parser = current.tokenStreamFactory()
			.createParser(ObjectReadContext.empty(), text.written.toString())) {
			return read(parser, parser.nextToken());
		}
	}

	private static @Nullable Object read(JsonParser parser, @Nullable JsonToken token) {
		if (token == JsonToken.START_OBJECT) {
			Map<String, @Nullable Object> map = new LinkedHashMap<>();
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				map.put(parser.currentName(), read(parser, parser.nextToken()));
			}
			return map;
		}
		if (token == JsonToken.START_ARRAY) {
			List<@Nullable Object> list = new ArrayList<>();
			for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
				list.add(read(parser, next));
			}
			return list;
		}
		return (token != null) ? scalar(parser, token) : null;
	}

	private static @Nullable Object scalar(JsonParser parser, JsonToken token) {
		return switch (token) {
			case VALUE_TRUE -> true;
			case VALUE_FALSE -> false;
			case VALUE_NULL -> null;
			case VALUE_NUMBER_INT -> parser.getNumberValue();
			case VALUE_NUMBER_FLOAT -> fraction(parser.getString());
			default -> parser.getString();
		};
	}

	/**
	 * As a double where that writes the same.
	 */
	private static Number fraction(String written) {
		double value = Double.parseDouble(written);
		return Double.toString(value).equals(written) ? (Number) value : new BigDecimal(written);
	}

	/**
	 * Throws an exception if the text becomes too long.
	 */
	private static final class BoundedText extends Writer {

		private final StringBuilder written = new StringBuilder();

		@Override
		public void write(char[] characters, int offset, int length) {
			if (this.written.length() + length > LONGEST) {
				throw new IllegalStateException("a detail has more than %d characters".formatted(LONGEST));
			}
			this.written.append(characters, offset, length);
		}

		@Override
		public void flush() {
			// nothing is kept back
		}

		@Override
		public void close() {
			// nothing to close
		}

	}

}
