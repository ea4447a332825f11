package language

// somebody is what the rules know of people, as a regular expression: Vale has no
// roster, and cannot look for the noun that a phrase is about.
const somebody = `(?:we|he|she|they|nobody|somebody|someone|everyone|(?:the |our |an? )?(?:on-call )?(?:engineers?|developers?|responders?|on-call|SREs?|DBAs?|teams?|reviewers?|operators?|admins?|maintainers?|commander))`
