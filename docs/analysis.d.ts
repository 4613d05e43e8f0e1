/* Made from analysis.schema.json by tools/make-document-types.mjs; not to be changed by hand. */

/**
 * A sentence. What a sender wrote stands in segments of its own, never in one of the kind text, brand, time or number; and of those only a deciding-domain, which is the registrable domain alone, may be drawn in bold.
 */
export type Segments = {
  /**
   * deciding-domain: where a link really goes, whose a mailbox really is; foreign-domain: a host or domain that is named and decides nothing; quotation: what a sender wrote; brand: a name from Fuwake's own data; address: of a mailbox or a computer
   */
  kind: "text" | "deciding-domain" | "foreign-domain" | "quotation" | "brand" | "time" | "address" | "number";
  text: string;
}[];

/**
 * What `fuwake analyze --format json` prints and what the protocol's analyze answers. Every text that a sender chose is made harmless to show, every link is defanged.
 */
export interface AnalysisDocument {
  schema: 1;
  /**
   * version of the program
   */
  fuwake: string;
  language: "en" | "ja";
  verdict: {
    level: "danger" | "caution" | "unremarkable" | "verified";
    /**
     * log-odds
     */
    score: number;
    label: string;
    /**
     * headlineSegments as plain text, for those who only read
     */
    headline: string;
    headlineSegments: Segments;
    /**
     * reasonSegments as plain text, for those who only read
     *
     * @maxItems 3
     */
    reasons: string[];
    /**
     * @maxItems 3
     */
    reasonSegments: Segments[];
    clues: number;
    /**
     * adviceSegments as plain text, for those who only read
     */
    advice: string[];
    adviceSegments: Segments[];
  };
  message: {
    subject: string;
    from: {
      name: string;
      address: string;
      domain: string;
    }[];
    to: {
      name: string;
      address: string;
      domain: string;
    }[];
    replyTo: {
      name: string;
      address: string;
      domain: string;
    }[];
    returnPath: string;
    messageId: string;
    date: string | null;
    bytes: number;
    /**
     * date on the machine's clock, as the reader writes it
     */
    moment: string | null;
  };
  /**
   * whom the mail says it is from; null without a sender
   */
  claim: {
    name: string;
    address: string;
    brand: string | null;
    brandId: string | null;
    /**
     * the address is at the recipient's own domain
     */
    ownDomain: boolean;
  } | null;
  /**
   * who handed it over, as the recipient's own server recorded it; null where it recorded nothing
   */
  facts: {
    host: string;
    address: string | null;
    operator: string;
    /**
     * Who runs an address and about where it is; null where nothing is known. Places of IP addresses are guesses.
     */
    network: {
      asn: number;
      organisation: string;
      knownAs: string | null;
      countryCode: string;
      country: string;
      region: string;
      city: string;
      approximate: true;
      latitude?: number;
      longitude?: number;
    } | null;
  } | null;
  route: {
    /**
     * newest first
     *
     * @maxItems 100
     */
    hops: {
      from: string;
      reverseName: string;
      address: string | null;
      by: string;
      protocol: string;
      time: string | null;
      delaySeconds: number | null;
      trust: "recorded" | "handOver" | "claimed";
      /**
       * Who runs an address and about where it is; null where nothing is known. Places of IP addresses are guesses.
       */
      network: {
        asn: number;
        organisation: string;
        knownAs: string | null;
        countryCode: string;
        country: string;
        region: string;
        city: string;
        approximate: true;
        latitude?: number;
        longitude?: number;
      } | null;
      /**
       * TLS; null where the record does not tell
       */
      encrypted: boolean | null;
      /**
       * the address belongs to no public network
       */
      private: boolean;
      /**
       * delaySeconds in words
       */
      delay: string | null;
      /**
       * the host that handed the mail over here can be the one that wrote the hop below
       */
      joinsNext: boolean;
      /**
       * time on the machine's clock, as the reader writes it
       */
      moment: string | null;
    }[];
    moreHops: number;
    /**
     * index into hops
     */
    handOver: number | null;
    /**
     * who sent it, in one line: gistSegments as plain text, for those who only read
     */
    gist: string;
    gistSegments: Segments;
    /**
     * why that hop is taken for the hand-over: reasonSegments as plain text, for those who only read
     */
    reason: string | null;
    reasonSegments: Segments;
  };
  authentication: {
    reportedBy: string | null;
    spf: string | null;
    dkim: string | null;
    dmarc: string | null;
    /**
     * statementSegments as plain text, for those who only read
     */
    statement: string;
    statementSegments: Segments;
    /**
     * whom it is about; empty where not reported
     */
    spfDomain: string;
    /**
     * whom it is about; empty where not reported
     */
    dkimDomain: string;
    /**
     * DKIM-Signature fields, as their writers say; whether one is good the recipient's server tells
     *
     * @maxItems 10
     */
    signatures: {
      domain: string;
      selector: string;
      algorithm: string;
      covers: string;
      /**
       * fields of which none can be added
       */
      protects: string;
      bodyLength: number | null;
      signedAt: string | null;
      expires: string | null;
    }[];
  };
  /**
   * the most dangerous first
   *
   * @maxItems 200
   */
  links: {
    kind:
      | "anchor"
      | "area"
      | "form"
      | "button"
      | "vml"
      | "metaRefresh"
      | "plainText"
      | "calendar"
      | "pdf"
      | "document"
      | "qrCode";
    text: string;
    before: string;
    /**
     * the part that decides where the link goes
     */
    deciding: string;
    after: string;
    domain: string;
    domainUnicode: string;
    suspicious: boolean;
    /**
     * the reader sees an image
     */
    image: boolean;
    /**
     * in an attachment
     */
    attached: boolean;
    /**
     * in a mail that is attached, whose text Thunderbird shows below the mail's own
     */
    ofAttachedMail: boolean;
    /**
     * names of the wrappers that were undone, outermost first
     */
    through: string[];
    times: number;
    /**
     * the sentences of its findings as plain text, for those who only read
     */
    why: string[];
    /**
     * what was found about it: indices into the document's findings
     */
    findings: number[];
    /**
     * a deception that the findings name another link for, in this one's own words; null where there is none, or `findings` tell of a deception already
     */
    alike: null | Segments;
    /**
     * forged: the real site of a brand in whose name the mail deceives; reader: of the reader's own domain; other: of anybody else as far as known, and wherever anybody may have got a page
     */
    owner: "forged" | "reader" | "other";
    /**
     * where it would lead if it were what it looks like, or what the mail says it is; null where that is not known, or it does lead there
     */
    instead: {
      /**
       * a name from Fuwake's own data, whose domain it then is; null where the domain is no known brand's, so of what the sender wrote
       */
      brand: string | null;
      domain: string;
    } | null;
    /**
     * how its elements are found in the message pane: each way in which the target is written in what Thunderbird shows; none for what is attached, in a code, a calendar; of a form its action
     *
     * @maxItems 5
     */
    hrefs: {
      /**
       * joined with ":" they are the href as it is written, character references decoded; apart, nothing makes a link of them. To compare with, never to be opened
       *
       * @minItems 1
       * @maxItems 20
       */
      pieces: string[];
      /**
       * false: it is longer, or goes on with what cannot be shown; pieces are its beginning
       */
      whole: boolean;
      /**
       * where it stands, in the order of the mail; none for plain text and forms
       *
       * @maxItems 20
       */
      places: {
        /**
         * index into the document's div.moz-text-html
         */
        body: number;
        /**
         * index into that body's querySelectorAll("a[href], area[href]"). A browser may count otherwise (native-host/src/links/links.h): where the element's href is another, all with this href are meant
         */
        ordinal: number;
      }[];
      morePlaces: number;
    }[];
    moreHrefs: number;
  }[];
  moreLinks: number;
  findings: {
    id: string;
    family: "identity" | "route" | "authentication" | "links" | "wording" | "attachments" | "campaign" | "unseen";
    kind: "deception" | "anomaly" | "note" | "reassurance";
    weight: number;
    /**
     * segments as plain text, for those who only read
     */
    sentence: string;
    segments: Segments;
    arguments: {
      [k: string]: string;
    };
    evidence: {
      offset: number;
      length: number;
      quote: string;
      /**
       * the header field that it is about, by its number in the mail's header
       */
      field?: number;
      /**
       * index into links
       */
      link?: number;
      /**
       * index into attachments
       */
      attachment?: number;
      /**
       * index into route.hops
       */
      hop?: number;
    }[];
  }[];
  ipData: string[];
  /**
   * something that the reader can see was not looked at; findings of the family unseen say what
   */
  cut: boolean;
  /**
   * what the user has decided could not be read (another program has the file, or it is broken), and is not counted
   */
  decisionsUnread: boolean;
  microseconds: number;
  /**
   * what is attached under a name
   *
   * @maxItems 50
   */
  attachments: {
    name: string;
    /**
     * what it says it is
     */
    type: string;
    /**
     * what it is by its content; empty where not known
     */
    content: string;
    lookedInto: boolean;
  }[];
  /**
   * what the user may decide, and what it would be bound to; keys go back to `decide` as they are
   */
  decisions: {
    /**
     * null where nobody authenticated the sender
     */
    sender: null | {
      key: string;
      label: string;
    };
    mail: {
      key: string;
      label: string;
    };
  };
}
