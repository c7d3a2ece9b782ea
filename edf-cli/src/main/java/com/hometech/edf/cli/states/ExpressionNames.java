package com.hometech.edf.cli.states;

import java.util.Set;
import java.util.TreeSet;

/**
 * The names that a JSONata expression takes from outside: {@code $variables} and functions, and which members of
 * {@code $states} it reads. Names that the expression binds itself ({@code :=}, function parameters) are left out.
 *
 * @param names names without their {@code $}, sorted
 * @param statesMembers members of {@code $states}, such as {@code input}, sorted
 * @param readsRoot whether it uses {@code $} or {@code $$}, the input document that Step Functions does not offer
 */
record ExpressionNames(Set<String> names, Set<String> statesMembers, boolean readsRoot) {

    /** Scans {@code expression}, which is known to be valid JSONata. */
    static ExpressionNames of(String expression) {
        return new Scan(expression).run();
    }

    private static final Set<String> OPERATOR_WORDS = Set.of("and", "or", "in");

    private static final class Scan {
        private final String text;
        private int position;
        private char lastSignificant = '(';
        private final Set<String> used = new TreeSet<>();
        private final Set<String> bound = new TreeSet<>();
        private final Set<String> members = new TreeSet<>();
        private boolean readsRoot;

        Scan(String text) {
            this.text = text;
        }

        ExpressionNames run() {
            while (position < text.length()) {
                step(text.charAt(position));
            }
            used.removeAll(bound);
            return new ExpressionNames(used, members, readsRoot);
        }

        private void step(char c) {
            if (c == '"' || c == '\'' || c == '`') {
                skipQuoted(c);
            } else if (text.startsWith("/*", position)) {
                int end = text.indexOf("*/", position + 2);
                position = end < 0 ? text.length() : end + 2;
            } else if (c == '/' && startsOperand()) {
                skipQuoted('/');
            } else if (c == '$') {
                readName();
            } else if (Character.isJavaIdentifierStart(c)) {
                readWord();
            } else {
                if (!Character.isWhitespace(c)) {
                    significant(c);
                }
                position++;
            }
        }

        /** A slash starts a regular expression only where an operand is due, else it divides. */
        private boolean startsOperand() {
            return "(,;:?[{=<>+-*/%&|~!".indexOf(lastSignificant) >= 0;
        }

        private void skipQuoted(char quote) {
            position++;
            while (position < text.length() && text.charAt(position) != quote) {
                position += text.charAt(position) == '\\' ? 2 : 1;
            }
            position++;
            significant('"');
        }

        private void readName() {
            boolean focus = lastSignificant == '@' || lastSignificant == '#';
            position++;
            String name = identifier();
            significant('a');
            if (name.isEmpty()) {
                // inside a predicate or a mapped step $ is the current element: only $$ is surely the root
                boolean root = position < text.length() && text.charAt(position) == '$';
                readsRoot |= root;
                position += root ? 1 : 0;
            } else if (focus || followedBy(":=")) {
                bound.add(name);
            } else if (name.equals("states")) {
                readMember();
            } else {
                used.add(name);
            }
        }

        private void readMember() {
            skipBlanks();
            if (position < text.length() && text.charAt(position) == '.') {
                position++;
                skipBlanks();
                members.add(identifier());
            } else {
                members.add("");
            }
        }

        private void readWord() {
            String word = identifier();
            significant('a');
            if (word.equals("function") || word.equals("λ")) {
                skipBlanks();
                int end = text.indexOf(')', position);
                if (position < text.length() && text.charAt(position) == '(' && end > 0) {
                    for (String parameter : text.substring(position + 1, end).split(",")) {
                        bound.add(parameter.strip().replaceFirst("^\\$", ""));
                    }
                    position = end + 1;
                    significant(')');
                }
            }
            if (OPERATOR_WORDS.contains(word)) {
                significant('&');
            }
        }

        private String identifier() {
            int start = position;
            while (position < text.length()
                    && text.charAt(position) != '$'
                    && Character.isJavaIdentifierPart(text.charAt(position))) {
                position++;
            }
            return text.substring(start, position);
        }

        private boolean followedBy(String token) {
            int saved = position;
            skipBlanks();
            boolean found = text.startsWith(token, position);
            position = saved;
            return found;
        }

        private void skipBlanks() {
            while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
                position++;
            }
        }

        private void significant(char c) {
            lastSignificant = c;
        }
    }
}
