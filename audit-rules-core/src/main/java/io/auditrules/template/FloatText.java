package io.auditrules.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Floating-point numbers written as Go's strconv (1.26) writes them. */
public final class FloatText {
    /** A double has no more digits after its point. */
    private static final int MOST_DIGITS = 1100;

    /** Digits without trailing zeros, and where the point stands before, among or after them. */
    private record Digits(String digits, int point) {}

    private FloatText() {}

    /** {@code FormatFloat(value, 'f', -1, 64)}: how Loki and Prometheus write the numbers of their answers. */
    public static String plain(double value) {
        return format(value, 'f', -1);
    }

    /**
     * {@code FormatFloat(value, format, precision, 64)}.
     *
     * @param format one of {@code b e E f g G x X}
     * @param precision -1 for as many digits as tell the value from its neighbours
     */
    static String format(double value, char format, int precision) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        double magnitude = Math.abs(value);
        return sign
                + switch (format) {
                    case 'b' -> binary(magnitude);
                    case 'x' -> hex(magnitude, precision);
                    case 'X' -> upper(hex(magnitude, precision));
                    case 'e' -> exponent(magnitude, precision);
                    case 'E' -> upper(exponent(magnitude, precision));
                    case 'f' -> plain(magnitude, precision);
                    case 'G' -> upper(general(magnitude, precision));
                    default -> general(magnitude, precision);
                };
    }

    private static String upper(String text) {
        return text.toUpperCase(java.util.Locale.ROOT);
    }

    private static Digits digits(BigDecimal value) {
        if (value.signum() == 0) {
            return new Digits("", 0);
        }
        String all = value.unscaledValue().toString();
        int end = all.length();
        while (all.charAt(end - 1) == '0') {
            end--;
        }
        return new Digits(all.substring(0, end), all.length() - value.scale());
    }

    /** The fewest digits that are read back as the same number, and of those the nearest. */
    static BigDecimal shortest(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return BigDecimal.valueOf((long) value);
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal best = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        BigDecimal nearest = exact.round(new MathContext(best.precision(), RoundingMode.HALF_EVEN));
        if (nearest.doubleValue() == value) {
            best = nearest;
        }
        // Before JDK 19, Double.toString may give a digit too many.
        for (int digits = best.precision() - 1; digits > 0; digits--) {
            BigDecimal shorter = null;
            for (RoundingMode mode : new RoundingMode[] {RoundingMode.HALF_EVEN, RoundingMode.UP, RoundingMode.DOWN}) {
                BigDecimal candidate = exact.round(new MathContext(digits, mode));
                if (shorter == null && candidate.doubleValue() == value) {
                    shorter = candidate;
                }
            }
            if (shorter == null) {
                break;
            }
            best = shorter;
        }
        return best;
    }

    private static String exponent(double value, int precision) {
        Digits digits = digits(
                precision < 0
                        ? shortest(value)
                        : new BigDecimal(value)
                                .round(new MathContext(Math.min(precision, MOST_DIGITS) + 1, RoundingMode.HALF_EVEN)));
        return exponent(digits, precision < 0 ? Math.max(digits.digits.length() - 1, 0) : precision);
    }

    private static String exponent(Digits value, int precision) {
        String digits = value.digits.isEmpty() ? "0" : value.digits;
        StringBuilder out = new StringBuilder().append(digits.charAt(0));
        if (precision > 0) {
            String rest = digits.substring(1, Math.min(digits.length(), precision + 1));
            out.append('.').append(rest).append("0".repeat(precision - rest.length()));
        }
        int exponent = value.digits.isEmpty() ? 0 : value.point - 1;
        out.append('e').append(exponent < 0 ? '-' : '+');
        return pad(out, Math.abs(exponent)).toString();
    }

    private static StringBuilder pad(StringBuilder out, int exponent) {
        return out.append(exponent < 10 ? "0" : "").append(exponent);
    }

    private static String plain(double value, int precision) {
        BigDecimal rounded = precision < 0
                ? shortest(value)
                : new BigDecimal(value).setScale(Math.min(precision, MOST_DIGITS), RoundingMode.HALF_EVEN);
        Digits digits = digits(rounded);
        return plain(digits, precision < 0 ? Math.max(digits.digits.length() - digits.point, 0) : precision);
    }

    private static String plain(Digits value, int precision) {
        StringBuilder out = new StringBuilder();
        if (value.point > 0) {
            int known = Math.min(value.digits.length(), value.point);
            out.append(value.digits, 0, known).append("0".repeat(value.point - known));
        } else {
            out.append('0');
        }
        if (precision > 0) {
            out.append('.');
            int zeros = Math.min(precision, Math.max(0, -value.point));
            out.append("0".repeat(zeros));
            int from = Math.max(0, Math.min(value.point, value.digits.length()));
            String rest = value.digits.substring(from, Math.min(value.digits.length(), from + precision - zeros));
            out.append(rest).append("0".repeat(precision - zeros - rest.length()));
        }
        return out.toString();
    }

    private static String general(double value, int precision) {
        int wanted = precision == 0 ? 1 : precision;
        Digits digits = digits(
                wanted < 0
                        ? shortest(value)
                        : new BigDecimal(value)
                                .round(new MathContext(Math.min(wanted, MOST_DIGITS), RoundingMode.HALF_EVEN)));
        int length = digits.digits.length();
        int bound = wanted < 0 ? 6 : wanted > length && length >= digits.point ? length : wanted;
        int exponent = digits.point - 1;
        if (exponent < -4 || exponent >= bound) {
            return exponent(digits, Math.max((wanted < 0 ? length : Math.min(wanted, length)) - 1, 0));
        }
        return plain(digits, Math.max(length - digits.point, 0));
    }

    private static String binary(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> 52);
        long mantissa = (bits & (1L << 52) - 1) | (exponent == 0 ? 0 : 1L << 52);
        int shift = Math.max(exponent, 1) - 1075;
        return mantissa + "p" + (shift >= 0 ? "+" : "") + shift;
    }

    private static String hex(double value, int precision) {
        if (value == 0) {
            return "0x0" + (precision > 0 ? "." + "0".repeat(precision) : "") + "p+00";
        }
        BigInteger mantissa = BigInteger.valueOf(Double.doubleToRawLongBits(value) & (1L << 52) - 1);
        int exponent = Math.getExponent(value);
        if (exponent < Double.MIN_EXPONENT) {
            int shift = 53 - mantissa.bitLength();
            mantissa = mantissa.shiftLeft(shift);
            exponent = Double.MIN_EXPONENT - shift;
        } else {
            mantissa = mantissa.setBit(52);
        }
        if (precision >= 0 && precision < 13) {
            int drop = 4 * (13 - precision);
            BigInteger half = BigInteger.ONE.shiftLeft(drop - 1);
            BigInteger rest = mantissa.mod(half.shiftLeft(1));
            mantissa = mantissa.shiftRight(drop);
            if (rest.compareTo(half) > 0 || (rest.equals(half) && mantissa.testBit(0))) {
                mantissa = mantissa.add(BigInteger.ONE);
            }
            mantissa = mantissa.shiftLeft(drop);
            if (mantissa.bitLength() > 53) {
                mantissa = mantissa.shiftRight(1);
                exponent++;
            }
        }
        String digits = mantissa.toString(16).substring(1);
        if (precision < 0) {
            digits = digits.replaceFirst("0+$", "");
        } else {
            digits = digits.substring(0, Math.min(13, precision)) + "0".repeat(Math.max(0, precision - 13));
        }
        StringBuilder out = new StringBuilder("0x1").append(digits.isEmpty() ? "" : "." + digits);
        return pad(out.append('p').append(exponent < 0 ? '-' : '+'), Math.abs(exponent))
                .toString();
    }
}
