package io.auditrules.evaluate;

/** An inquiry that also has an answer for each of its times, as if only that one were asked for. */
interface TimedInquiry extends Inquiry {
    Answer answerAt(int time);
}
