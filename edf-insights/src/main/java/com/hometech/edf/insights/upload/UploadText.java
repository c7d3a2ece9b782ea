package com.hometech.edf.insights.upload;

import com.hometech.edf.common.error.InvalidInputException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text of a file as spreadsheets write it: UTF-8 with or without byte order mark, UTF-16 with one, or Windows-1252; fields
 * separated by comma, semicolon or tab.
 *
 * @param text without byte order mark
 * @param separator what stands most often in the first line
 */
record UploadText(String text, char separator) {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final String SEPARATORS = ",;\t";

    /**
     * Reads the bytes of a file.
     *
     * @throws InvalidInputException when it is empty, or no text
     */
    static UploadText of(byte[] bytes, String fileName) {
        String text = decoded(bytes, fileName);
        if (text.isBlank()) {
            throw new InvalidInputException("File " + fileName
                    + " is empty: it needs the header timestamp,appliance,kwh" + " and a line for each reading");
        }
        if (text.indexOf('\0') >= 0) {
            throw new InvalidInputException("File " + fileName + " is no text: save the table as CSV (UTF-8)");
        }
        String header = text.lines().findFirst().orElse("");
        char separator = SEPARATORS.charAt(0);
        for (int index = 1; index < SEPARATORS.length(); index++) {
            char candidate = SEPARATORS.charAt(index);
            separator = count(header, candidate) > count(header, separator) ? candidate : separator;
        }
        return new UploadText(text, separator);
    }

    private static String decoded(byte[] bytes, String fileName) {
        if (startsWith(bytes, 0x1f, 0x8b) || startsWith(bytes, 'P', 'K')) {
            throw new InvalidInputException(
                    "File " + fileName + " is compressed or a workbook: unpack it, and save the table as CSV (UTF-8)");
        }
        if (startsWith(bytes, 0xfe, 0xff) || startsWith(bytes, 0xff, 0xfe)) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, WINDOWS);
        }
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
    }

    private static long count(String line, char character) {
        return line.chars().filter(each -> each == character).count();
    }
}
