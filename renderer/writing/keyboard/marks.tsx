// The drawn marks on keys.
export function DeleteMark() {
  return (
    <svg className="key-mark" viewBox="0 0 44 28" aria-hidden="true">
      <path
        d="M13 3H41V25H13L2 14Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeLinejoin="round"
      />
      <path d="M20 9L31 19M31 9L20 19" fill="none" stroke="currentColor" strokeWidth="2.5" />
    </svg>
  );
}

export function ShiftMark({ isLocked }: { isLocked: boolean }) {
  return (
    <svg className="key-mark" viewBox="0 0 44 32" aria-hidden="true">
      <path
        d="M22 3L36 17H28V24H16V17H8Z"
        fill={isLocked ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="2.5"
        strokeLinejoin="round"
      />
      {isLocked && <path d="M16 30H28" fill="none" stroke="currentColor" strokeWidth="2.5" />}
    </svg>
  );
}
