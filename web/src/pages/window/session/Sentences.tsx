import { useEffect, useState } from "react";

import { Icon } from "../../../components/Icon";
import { useSpeech } from "../../../components/useSpeech";
import { useLanguage } from "../../../i18n";

interface Props {
  readonly sentences: readonly string[];
  readonly onRead: () => void; // The last one has been shown, and the resident goes on.
}

/** What is to be confirmed, one sentence at a time: large, read aloud, and gone on from by the resident alone. */
export function Sentences({ sentences, onRead }: Props) {
  const { t } = useLanguage();
  const { able, say, stop } = useSpeech();
  const [at, setAt] = useState(0);
  const sentence = sentences[at] ?? "";
  const last = at >= sentences.length - 1;
  useEffect(() => {
    say([sentence]);
    return stop;
  }, [sentence, say, stop]);
  return (
    <div className="sentence-reader">
      <p className="sentence" data-testid="sentence" aria-live="polite">
        {sentence}
      </p>
      <p className="sentence-count">
        <span aria-hidden="true" className="sentence-dots">
          {sentences.map((each, index) => (
            // Two answers may read alike; their places differ.
            // eslint-disable-next-line react/no-array-index-key
            <i key={`${index} ${each}`} className={index < at ? "dot-past" : index === at ? "dot-now" : ""} />
          ))}
        </span>
        {t("sentence.count", { n: at + 1, of: sentences.length })}
      </p>
      <div className="answers">
        <button type="button" className="button" disabled={at === 0} onClick={() => setAt(at - 1)}>
          <Icon name="back" />
          {t("sentence.back")}
        </button>
        {able && (
          <button type="button" className="button" data-testid="sentence-repeat" onClick={() => say([sentence])}>
            <Icon name="speaker" />
            {t("sentence.repeat")}
          </button>
        )}
        <button
          type="button"
          className="button button-primary button-large"
          data-testid="sentence-next"
          onClick={() => (last ? onRead() : setAt(at + 1))}
        >
          {t(last ? "sentence.all-right" : "sentence.next")}
          <Icon name="arrow" />
        </button>
      </div>
    </div>
  );
}
